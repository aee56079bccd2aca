#include "run/verify_run.h"

#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/unless_damaged.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "run/choose_thresholds.h"
#include "run/test_run.h"
#include "store/run_pages.h"
#include "store/scores_file.h"
#include "tables/run_evaluation.h"
#include "train/device.h"
#include "train/training.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// An intact checkpoint, on every rank.
struct Checkpoint {
  std::string path, bytes;
};

/// The intact checkpoints of a run, newest first, and the problems of the others.
struct Checkpoints {
  std::vector<Checkpoint> whole;
  std::string problems;
};

Checkpoints read_checkpoints(const SurveyFolder& folder, int run, const Communicator& ranks) {
  Checkpoints found;
  for (const fs::path& path : {folder.checkpoint(run), folder.previous_checkpoint(run)}) {
    Checkpoint checkpoint;
    std::string problem;
    ranks.collectively([&] {
      if (!ranks.is_root() || !file_exists(path)) return;
      checkpoint = unless_damaged(
          [&] {
            return Checkpoint{path.string(), read_checksummed(path)};
          },
          [&](const InputError&) { problem = path.filename().string() + ": DAMAGED"; });
    });
    checkpoint = {ranks.broadcast(checkpoint.path), ranks.broadcast(std::move(checkpoint.bytes))};
    problem = ranks.broadcast(problem);
    if (!checkpoint.path.empty()) found.whole.push_back(std::move(checkpoint));
    if (!problem.empty()) found.problems += (found.problems.empty() ? "" : "; ") + problem;
  }
  return found;
}

bool are_equal(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

/// Returns the first score that differs, as "F_score of membranes in 03"; nothing if all are equal.
std::optional<std::string> first_difference(const RunScores& now, const RunScores& before) {
  if (now.labels != before.labels || now.images != before.images) return "the labels or images";
  for (std::size_t label = 0; label < now.labels.size(); ++label) {
    for (std::size_t image = 0; image < now.images.size(); ++image) {
      for (const ScoreColumn& column : before.columns) {
        const double a = column.value(now.scores[label][image]),
                     b = column.value(before.scores[label][image]);
        if (!are_equal(a, b))
          return std::string(column.name) + " of " + now.labels[label] + " in " + now.images[image];
      }
    }
  }
  return {};
}

class Verifier {
 public:
  Verifier(const Experiment& experiment, const RunContext& context, ScaledDatasets& datasets,
           std::int64_t steps)
      : experiment_(experiment),
        context_(context),
        dataset_(datasets.at(experiment.scale)),
        sections_(datasets.sections(experiment.scale)),
        folder_(context.folder),
        ranks_(context.ranks()),
        steps_(steps),
        split_(experiment.split_for(*dataset_)) {}

  Verification verify() {
    auto [whole, problems] = read_checkpoints(folder_, experiment_.run, ranks_);
    text_ = problems;
    has_difference_ = !problems.empty();
    const bool is_done = is_finished();
    bool has_end = !problems.empty();  // The damaged checkpoint may be the last one.
    if (!whole.empty()) {
      Training newest = training();
      newest.restore(std::move(whole[0].bytes), whole[0].path);
      take_first_steps(newest);
      if (whole.size() > 1) take_last_steps(newest, std::move(whole[1]));
      has_end = has_end || newest.steps_done() == experiment_.steps;
      if (is_done && newest.steps_done() == experiment_.steps) test(newest);
    }
    const std::string file = folder_.checkpoint(experiment_.run).filename().string();
    if (is_done && !has_end) add(file + " of the finished run", false, "MISSING");
    using enum Verification::Finding;
    if (has_difference_) return {differs, text_};
    if (!text_.empty()) return {equal, text_};
    return {nothing_to_compare, whole.empty() ? "has no checkpoint" : "has nothing to compare"};
  }

 private:
  Training training() const {
    return {experiment_, split_, *dataset_, context_.reducer, {context_.settings.device, sections_}};
  }

  void add(const std::string& what, bool is_equal, const std::string& difference) {
    text_ += (text_.empty() ? "" : "; ") + what + ": " + (is_equal ? "equal" : difference);
    has_difference_ = has_difference_ || !is_equal;
  }

  bool is_finished() const {
    bool is_done = false;
    ranks_.collectively([&] { is_done = is_scored(folder_.scores(experiment_.run), experiment_); });
    return ranks_.all(is_done);
  }

  void take_first_steps(const Training& newest) {
    std::int64_t last = 0;
    for (const auto& [step, hash] : newest.marks()) last = step <= steps_ ? step : last;
    if (last == 0) return;
    Training again = training();
    while (again.steps_done() < last) again.step();
    for (const auto& [step, hash] : again.marks()) {
      const auto kept = newest.marks().find(step);
      if (kept != newest.marks().end() && kept->second == hash) continue;
      return add("weights of the first " + std::to_string(last) + " steps", false,
                 "DIFFER at step " + std::to_string(step));
    }
    // The weights after the last step have a mark of their own where better ones replaced them.
    add("weights of the first " + std::to_string(last) + " steps",
        again.weights_hash() == newest.marks().at(last), "DIFFER at step " + std::to_string(last));
  }

  void take_last_steps(const Training& newest, Checkpoint previous) {
    Training again = training();
    again.restore(std::move(previous.bytes), previous.path);
    const std::int64_t begin = again.steps_done(), end = newest.steps_done();
    if (end <= begin || end - begin > steps_) return;
    while (again.steps_done() < end) again.step();
    add("weights of the steps from " + std::to_string(begin) + " to " + std::to_string(end),
        again.weights_hash() == hash_after_steps(newest), "DIFFER");
  }

  /// The hash of the weights after the last step that `training` took. At the end of a training that keeps the
  /// best weights, these have replaced the last ones, of which only the hash is there.
  std::string hash_after_steps(const Training& training) const {
    const std::int64_t step = training.steps_done();
    const auto mark = training.marks().find(step);
    const bool is_replaced = training.kept() && step == experiment_.steps && mark != training.marks().end();
    return is_replaced ? mark->second : training.weights_hash();
  }

  void test(Training& newest) {
    RunScores before;
    ranks_.collectively([&] { before = read_scores(folder_.scores(experiment_.run), experiment_); });
    const auto always = [](std::int64_t) { return true; };
    const TestSet validation{*dataset_, split_.images(Role::validation), ranks_};
    auto thresholds = choose_thresholds(newest.generator(), experiment_, validation, always);
    const TestSet test{*dataset_, split_.images(Role::test), ranks_, *std::move(thresholds)};
    const auto outputs = label_sections(newest.generator(), test, always);
    RunScores now;
    ranks_.collectively([&] {
      now = *score_own_sections(*outputs, test, always, [](const Section&, const LabelImages&) {});
    });
    add_up(now, ranks_);
    const auto difference = first_difference(now, before);
    add("scores of " + std::to_string(before.images.size()) + " images", !difference,
        "DIFFER in " + difference.value_or(""));
  }

  const Experiment& experiment_;
  const RunContext& context_;
  const std::shared_ptr<const Dataset> dataset_;
  const std::shared_ptr<const ResidentSections> sections_;
  const SurveyFolder& folder_;
  const Communicator& ranks_;
  std::int64_t steps_;
  Split split_;
  std::string text_;
  bool has_difference_ = false;
};

}  // namespace

Verification verify_run(const Experiment& experiment, const RunContext& context, ScaledDatasets& datasets,
                        std::int64_t steps) {
  use_in_this_thread(context.settings.device);
  return Verifier(experiment, context, datasets, steps).verify();
}

std::vector<std::string> differing_files(const SurveyFolder& folder, const Experiment& experiment) {
  const fs::path path = folder.scores(experiment.run);
  try {
    if (!file_exists(path)) {
      if (read_run_files(folder.path(), experiment.run).evaluations.empty()) return {};
      return {path.string() + ": is missing, so the evaluation of the run cannot be checked"};
    }
    const RunScores scores = read_scores(path, experiment);
    auto pages = evaluation_pages(scores);
    pages.push_back(options_page(options_json(experiment)));
    auto lines = page_faults(folder.test(experiment.run), pages);
    for (auto& line : foreign_evaluations(folder, experiment.run, scores)) lines.push_back(std::move(line));
    return lines;
  } catch (const InputError& error) {
    return {error.what()};
  }
}

}  // namespace emsurvey
