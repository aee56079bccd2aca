#include "run/run_survey.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>

#include "base/error.h"
#include "io/file.h"
#include "run/interrupt.h"
#include "run/progress.h"
#include "run/registry.h"
#include "run/run_pages.h"
#include "run/test_run.h"
#include "run/train_run.h"
#include "train/mpi_reducer.h"
#include "train/scaled.h"

namespace emsurvey {
namespace {

std::string name_of(const Experiment& experiment) {
  return "run " + std::to_string(experiment.run) + " (" + experiment.loss + ", split " +
         std::to_string(experiment.split) + ")";
}

void say(const Experiment& experiment, const std::string& message) {
  std::fprintf(stderr, "emsurvey: %s: %s\n", name_of(experiment).c_str(), message.c_str());
}

/// The experiments that are not done, as indices into the list, costly ones first. Known to rank 0 alone,
/// which looks at the folder, and told to all.
std::vector<std::size_t> unfinished(const std::vector<Experiment>& experiments, const SurveyFolder& folder,
                                    const Communicator& world) {
  std::string flags(experiments.size(), '0');
  world.together([&] {
    for (std::size_t i = 0; world.is_root() && i < experiments.size(); ++i) {
      if (run_state(folder, experiments[i]).stage != RunState::Stage::done) {
        flags[i] = '1';
        continue;
      }
      const auto scores = read_scores(folder.scores(experiments[i].run), experiments[i]);
      if (!has_run_pages(folder, experiments[i], scores)) write_run_pages(folder, experiments[i], scores);
    }
  });
  flags = world.broadcast(flags);
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (flags[i] == '1') indices.push_back(i);
  }
  std::stable_sort(indices.begin(), indices.end(), [&](std::size_t a, std::size_t b) {
    return experiments[a].relative_cost() > experiments[b].relative_cost();
  });
  return indices;
}

enum class Ending { done, failed, interrupted };

/// Runs one experiment after the other in this group of ranks.
class GroupRunner {
 public:
  GroupRunner(const Dataset& dataset, const SurveyFolder& folder, const RunOptions& options,
              const Communicator& ranks, Progress& progress)
      : dataset_(dataset),
        folder_(folder),
        options_(options),
        ranks_(ranks),
        reducer_(ranks),
        progress_(progress),
        time_(options.time) {}

  /// Whether the time left allows to begin a run; asked of one rank.
  bool may_begin() const { return time_.allows_start(); }

  /// Tries it as often as the options say.
  Ending run(const Experiment& experiment) {
    for (int attempt = 0;; ++attempt) {
      try {
        return train_and_test(experiment);
      } catch (const Diverged& problem) {
        fail(experiment, problem.what(), attempt);
      } catch (const InputError& problem) {
        fail(experiment, problem.what(), attempt);
      } catch (const std::exception& problem) {
        // Any other trouble is this rank's alone: its peers, if any, wait for it in vain, so all must end.
        if (ranks_.size() > 1) throw std::runtime_error(name_of(experiment) + ": " + problem.what());
        fail(experiment, problem.what(), attempt);
      }
      if (attempt >= options_.retries) return Ending::failed;
    }
  }

 private:
  Ending train_and_test(const Experiment& experiment) {
    steps_counted_ = 0;
    begin_ = TimeBudget::Clock::now();
    clear_failure(experiment);
    const Split split =
        make_split(experiment.split_rule, experiment.split, static_cast<int>(dataset_.sections.size()));
    const Dataset& dataset = scaled_to(experiment.scale);
    Training training(experiment, split, dataset, reducer_);
    const TrainOptions train_options{.checkpoint_every_s = options_.checkpoint_every_s,
                                     .provenance = options_.provenance,
                                     .warn = [&](const std::string& message) { say(experiment, message); },
                                     .after_step = [&](const Training& now) { after_step(experiment, now); }};
    if (!train_run(training, experiment, folder_, ranks_, reducer_, train_options, time_))
      return Ending::interrupted;
    return test(training, experiment, split, dataset) ? Ending::done : Ending::interrupted;
  }

  /// Unless the time left is too short for it: the training is saved, so its test can follow another time.
  bool test(Training& training, const Experiment& experiment, const Split& split, const Dataset& dataset) {
    using enum TimeBudget::Piece;
    const auto images = static_cast<int>(split.images(Role::test).size());
    const double rounds = (images + ranks_.size() - 1) / ranks_.size();
    // A step does several times the work of labelling as many pixels, so it stands for scoring them, too.
    double section_s = time_.slowest_s(test_section);
    if (section_s == 0 && images > 0) {
      const Section& section = dataset.sections[static_cast<std::size_t>(split.images(Role::test)[0])];
      const double crops =
          static_cast<double>(experiment.crop_px) * experiment.crop_px * experiment.batch / ranks_.size();
      section_s = time_.slowest_s(step) * static_cast<double>(section.raw.values.size()) / crops;
    }
    // Another rank's clock may judge otherwise: the first one's counts.
    if (ranks_.broadcast(std::int64_t{time_.allows(rounds * section_s)}) == 0) return false;
    const auto begin = TimeBudget::Clock::now();
    test_run(training, experiment, split, dataset, folder_, ranks_);
    const std::chrono::duration<double> taken = TimeBudget::Clock::now() - begin;
    if (rounds > 0) time_.note(test_section, taken.count() / rounds);
    return true;
  }

  /// The data set at a scale; the last one is kept, since runs of one scale mostly follow each other.
  const Dataset& scaled_to(double scale) {
    if (scale == 1) return dataset_;
    if (scale != scale_) {
      scaled_dataset_ = scaled(dataset_, scale);
      scale_ = scale;
    }
    return scaled_dataset_;
  }

  /// What failed before is being tried again.
  void clear_failure(const Experiment& experiment) {
    std::error_code ignored;
    if (ranks_.is_root()) std::filesystem::remove(folder_.failure(experiment.run), ignored);
  }

  void after_step(const Experiment& experiment, const Training& training) {
    // The first step after a checkpoint brings the steps before it along, as work but not as images.
    if (steps_counted_ == 0) {
      const std::chrono::duration<double> taken = TimeBudget::Clock::now() - begin_;
      time_.note(TimeBudget::Piece::start, taken.count());
    }
    const auto steps = training.steps_done() - steps_counted_;
    steps_counted_ = training.steps_done();
    if (ranks_.is_root()) progress_.add(steps * step_work(experiment), experiment.batch);
    progress_.show(name_of(experiment) + " step " + std::to_string(training.steps_done()) + "/" +
                   std::to_string(experiment.steps));
  }

  void fail(const Experiment& experiment, const std::string& reason, int attempt) {
    if (!ranks_.is_root()) return;
    say(experiment, "failed: " + reason + (attempt < options_.retries ? "; tried again" : ""));
    nlohmann::ordered_json record;
    record["reason"] = reason;
    record["attempts"] = attempt + 1;
    record["provenance"] = nlohmann::ordered_json::parse(options_.provenance);
    try {
      make_folder(folder_.train(experiment.run));
      write_file(folder_.failure(experiment.run), record.dump(1) + "\n");
    } catch (const InputError& error) {
      say(experiment, error.what());  // the disk may be what is wrong
    }
  }

  const Dataset& dataset_;
  double scale_ = 1;  ///< of scaled_dataset_
  Dataset scaled_dataset_;
  const SurveyFolder& folder_;
  const RunOptions& options_;
  const Communicator& ranks_;
  MpiReducer reducer_;
  Progress& progress_;
  TimeBudget time_;
  TimeBudget::Clock::time_point begin_;  ///< of the run
  std::int64_t steps_counted_ = 0;
};

std::int64_t work_of(const std::vector<Experiment>& experiments, const std::vector<std::size_t>& indices) {
  return std::accumulate(indices.begin(), indices.end(), std::int64_t{0},
                         [&](std::int64_t sum, std::size_t i) {
                           return sum + step_work(experiments[i]) * experiments[i].steps;
                         });
}

}  // namespace

SurveyOutcome run_experiments(const std::vector<Experiment>& experiments, const Dataset& dataset,
                              const SurveyFolder& folder, const RunOptions& options,
                              const Communicator& world, const JobGroup& group) {
  const auto indices = unfinished(experiments, folder, world);
  const auto count = static_cast<std::int64_t>(indices.size());
  Progress progress(world, count, work_of(experiments, indices));
  GroupRunner runner(dataset, folder, options, group.ranks, progress);

  std::int64_t done = 0, failed = 0;
  bool is_stopped = false;
  while (group.index >= 0 && !is_stopped) {
    std::int64_t claimed = 0;
    if (group.ranks.is_root()) claimed = runner.may_begin() ? progress.claim() : count;
    claimed = group.ranks.broadcast(claimed);
    if (claimed >= count) break;
    const Ending ending = runner.run(experiments[indices[static_cast<std::size_t>(claimed)]]);
    is_stopped = ending == Ending::interrupted || group.ranks.max(is_interrupted()) > 0;
    if (!group.ranks.is_root()) continue;
    if (ending == Ending::done) progress.add_done();
    if (ending == Ending::failed) progress.add_failed();
    done += ending == Ending::done;
    failed += ending == Ending::failed;
  }
  world.wait_for_all([&] { progress.show("waiting for the other ranks"); });
  progress.finish();

  std::vector<double> totals{static_cast<double>(done), static_cast<double>(failed)};
  world.sum(std::span<double>(totals));
  SurveyOutcome outcome;
  outcome.done = static_cast<std::int64_t>(experiments.size()) - count + static_cast<std::int64_t>(totals[0]);
  outcome.failed = static_cast<std::int64_t>(totals[1]);
  outcome.is_interrupted = outcome.done + outcome.failed < static_cast<std::int64_t>(experiments.size());
  return outcome;
}

}  // namespace emsurvey
