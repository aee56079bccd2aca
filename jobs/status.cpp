// emsurvey status: shows the state of each run of a survey.
#include <algorithm>
#include <cstdio>

#include "base/error.h"
#include "base/output.h"
#include "check.h"
#include "commands.h"
#include "options.h"
#include "store/failure.h"
#include "store/lock_file.h"
#include "store/registry.h"
#include "store/run_state.h"
#include "store/survey_lock.h"
#include "train/training_log.h"

namespace emsurvey {
namespace {

/// Returns the last row of a run's log; nothing if the log is missing or unreadable.
std::optional<LogRow> last_logged(const SurveyFolder& folder, int run) {
  try {
    return last_row(folder.log(run));
  } catch (const InputError&) {
    return {};
  }
}

/// Describes the progress of a training from its log; empty if the log has no row.
std::string trained_text(const SurveyFolder& folder, const Experiment& experiment) {
  const auto row = last_logged(folder, experiment.run);
  if (!row) return {};
  char text[160];
  std::snprintf(text, sizeof text, "step %lld of %lld, loss %.4f, %.1f images/s",
                static_cast<long long>(row->step), static_cast<long long>(experiment.steps),
                row->losses.classic, row->images_per_s);
  return text;
}

std::string stage_text(const SurveyFolder& folder, const Experiment& experiment, const RunState& state) {
  if (state.stage == RunState::Stage::done) return "done";
  if (state.stage == RunState::Stage::failed) {
    const auto failure = read_failure(folder, experiment.run);
    const std::string tried =
        failure ? " (" + std::to_string(failure->attempts) + " attempt(s), on " + failure->host + ")" : "";
    return "failed   " + state.detail + tried;
  }
  // A training has a log before its first checkpoint.
  const std::string trained = trained_text(folder, experiment);
  const bool has_begun = state.stage == RunState::Stage::begun || !trained.empty();
  return has_begun ? "begun    " + trained : "waiting";
}

/// Prints the owners of the survey and of its shards, as far as this host can tell.
void print_owners(const SurveyFolder& folder) {
  for (const auto& path : locks_on(folder)) {
    const auto claim = read_lock_file(path);
    if (!claim) continue;
    const Process& first = claim->processes.front();
    const bool is_gone = is_here(first) && state_of(first) == ProcessState::gone;
    const std::string part = path == folder.owner() ? "it" : path.stem().string();
    print(is_gone ? "%s, which worked on %s, is gone: the same command continues\n" : "%s works on %s\n",
          claim->owner().c_str(), part.c_str());
  }
}

}  // namespace

int status_command(const std::vector<std::string>& arguments) {
  std::vector<std::string> others = arguments;
  if (std::erase(others, "--check") > 0) return check_survey(others);
  const auto path = folder_argument("status",
                                    "shows where its experiments stand; `status --check` lists those that "
                                    "are not done and ends as run would",
                                    arguments);
  if (!path) return static_cast<int>(ExitStatus::success);
  const SurveyFolder folder(*path);
  std::size_t done = 0, failed = 0;
  const auto experiments = registered_runs(folder);
  for (const auto& experiment : experiments) {
    const RunState state = run_state(folder, experiment);
    done += state.stage == RunState::Stage::done;
    failed += state.stage == RunState::Stage::failed;
    std::string axes;
    for (const auto& [name, value] : experiment.axes) axes += " " + name + "=" + value;
    print("run %3d  %-8s split %d repeat %d%s  %s\n", experiment.run, experiment.loss.c_str(),
          experiment.split, experiment.repeat, axes.c_str(), stage_text(folder, experiment, state).c_str());
  }
  print("%zu of %zu done, %zu failed\n", done, experiments.size(), failed);
  print_owners(folder);
  return static_cast<int>(ExitStatus::success);
}

}  // namespace emsurvey
