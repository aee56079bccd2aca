#include "store/survey_status.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/error.h"
#include "base/mean.h"
#include "store/failure.h"
#include "store/lock_file.h"
#include "store/registry.h"
#include "store/scores_file.h"
#include "store/survey_lock.h"

namespace emsurvey {
namespace {

using Stage = RunState::Stage;

/// Calls `read`, and again if it fails: a running survey may have replaced a file while it was read, and a
/// network file system then refuses the old one.
template <class Read>
auto read_patiently(const Read& read) {
  constexpr int most_attempts = 3;
  for (int attempt = 1; attempt < most_attempts; ++attempt) {
    try {
      return read();
    } catch (const InputError&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  return read();
}

/// Returns the last row of a run's log; nothing if the log is missing or unreadable.
std::optional<LogRow> last_logged(const SurveyFolder& folder, int run) {
  try {
    return last_row(folder.log(run));
  } catch (const InputError&) {
    return {};
  }
}

/// Returns the rows of a run's last validation; none if the file is missing or unreadable.
std::vector<ValidationRow> last_validated(const SurveyFolder& folder, int run) {
  try {
    const auto rows = read_validations(folder.validations(run));
    const auto last = last_validation(rows);
    return {last.begin(), last.end()};
  } catch (const InputError&) {
    return {};
  }
}

/// Returns the seconds that a step took lately.
std::optional<double> seconds_per_step(const RegisteredRun& run, const LogRow& row) {
  const auto options = nlohmann::json::parse(run.options, nullptr, /*allow_exceptions=*/false);
  const auto batch = options.is_object() ? options.value("batch_size", 0) : 0;
  if (batch <= 0 || !(row.images_per_s > 0)) return {};
  return batch / row.images_per_s;
}

double mean_f_score(const std::vector<LabelScores>& images) {
  std::vector<double> values;
  for (const LabelScores& image : images) values.push_back(image.f_score);
  return mean_of_finite(values);
}

std::vector<std::pair<std::string, double>> f_scores_of(const RunScores& scores) {
  std::vector<std::pair<std::string, double>> means;
  for (std::size_t label = 0; label < scores.labels.size(); ++label)
    means.emplace_back(scores.labels[label], mean_f_score(scores.scores[label]));
  return means;
}

RunStatus run_status(const SurveyFolder& folder, const RegisteredRun& run) {
  RunStatus status;
  status.description = run;
  const auto scores = intact_scores(folder.scores(run.run), run);
  status.state = scores ? RunState{Stage::done, ""} : unscored_state(folder, run);
  status.last_row = last_logged(folder, run.run);
  status.validation = last_validated(folder, run.run);
  Stage& stage = status.state.stage;
  if (stage == Stage::waiting && status.last_row) stage = Stage::begun;
  if (scores) status.f_scores = f_scores_of(*scores);
  if (status.last_row) {
    status.steps_done = std::min(status.last_row->step, run.steps);
    status.seconds_per_step = seconds_per_step(run, *status.last_row);
  }
  if (stage == Stage::done) status.steps_done = run.steps;
  if (stage == Stage::failed) {
    if (const auto failure = read_failure(folder, run.run)) {
      status.failed_on = failure->host;
      status.attempts = failure->attempts;
    }
  }
  return status;
}

std::vector<OwnerStatus> owners_of(const SurveyFolder& folder) {
  std::vector<OwnerStatus> owners;
  for (const auto& path : locks_on(folder)) {
    const auto lock = read_patiently([&] { return read_lock_file(path); });
    if (!lock) continue;
    const Process& first = lock->processes.front();
    const bool is_gone = is_here(first) && state_of(first) == ProcessState::gone;
    owners.push_back({path.stem().string(), lock->owner(), is_gone});
  }
  return owners;
}

}  // namespace

std::optional<double> RunStatus::seconds_left() const {
  if (state.stage != Stage::begun || !seconds_per_step) return {};
  return static_cast<double>(description.steps - steps_done) * *seconds_per_step;
}

std::size_t SurveyStatus::count(Stage stage) const {
  return static_cast<std::size_t>(std::count_if(
      runs.begin(), runs.end(), [&](const RunStatus& run) { return run.state.stage == stage; }));
}

std::int64_t SurveyStatus::steps() const {
  std::int64_t sum = 0;
  for (const RunStatus& run : runs) sum += run.description.steps;
  return sum;
}

std::int64_t SurveyStatus::steps_done() const {
  std::int64_t sum = 0;
  for (const RunStatus& run : runs) sum += run.steps_done;
  return sum;
}

bool SurveyStatus::has_ended() const {
  return count(Stage::done) + count(Stage::failed) == runs.size();
}

std::optional<double> SurveyStatus::seconds_left() const {
  double known_s = 0;
  int known = 0;
  for (const RunStatus& run : runs) {
    if (!run.seconds_per_step) continue;
    known_s += *run.seconds_per_step;
    ++known;
  }
  if (known == 0) return {};
  double all_s = 0, longest_s = 0;
  for (const RunStatus& run : runs) {
    if (run.state.stage != Stage::begun && run.state.stage != Stage::waiting) continue;
    const double left_s = static_cast<double>(run.description.steps - run.steps_done) *
                          run.seconds_per_step.value_or(known_s / known);
    all_s += left_s;
    longest_s = std::max(longest_s, left_s);
  }
  const auto at_a_time = std::max<std::size_t>(count(Stage::begun), 1);
  return std::max(all_s / static_cast<double>(at_a_time), longest_s);
}

SurveyStatus survey_status(const SurveyFolder& folder) {
  const auto registry = read_patiently([&] { return read_registry(folder); });
  require(registry.has_value(), folder.path().string(), "holds no survey",
          "name the output folder of emsurvey run");
  SurveyStatus status;
  for (const RegisteredRun& run : registry->runs)
    status.runs.push_back(read_patiently([&] { return run_status(folder, run); }));
  status.owners = owners_of(folder);
  return status;
}

}  // namespace emsurvey
