#include "store/run_state.h"

#include <set>

#include "base/error.h"
#include "base/listing.h"
#include "io/file.h"
#include "store/failure.h"
#include "store/registry.h"
#include "store/run_name.h"
#include "store/scores_file.h"
#include "train/training_log.h"

namespace emsurvey {
namespace {

/// As its log says, which lasts where weights are deleted to save space.
bool is_trained_to_its_end(const SurveyFolder& folder, const RunDescription& run) {
  try {
    const auto row = last_row(folder.log(run.run));
    return row && row->step >= run.steps;
  } catch (const InputError&) {
    return false;
  }
}

/// What is counted over the runs that are not done.
struct Counts {
  std::size_t waiting = 0, left_alone = 0;
  std::vector<std::string> without_results;  ///< numbers
};

/// Adds a run that is not done.
void add_unfinished(const SurveyFolder& folder, const RunDescription& run, const RunState& state,
                    Counts& counts, std::vector<std::string>& lines) {
  if (state.stage == RunState::Stage::failed) {
    lines.push_back(name_of(run) + " failed: " + state.detail);
    const auto failure = read_failure(folder, run.run);
    counts.left_alone += failure && failure->kind != Failure::Kind::disk;
  } else if (is_trained_to_its_end(folder, run)) {
    counts.without_results.push_back(std::to_string(run.run));
  } else {
    ++counts.waiting;
  }
}

}  // namespace

RunState run_state(const SurveyFolder& folder, const RunDescription& run) {
  const bool is_done = is_scored(folder.scores(run.run), run);
  return is_done ? RunState{RunState::Stage::done, ""} : unscored_state(folder, run);
}

RunState unscored_state(const SurveyFolder& folder, const RunDescription& run) {
  using enum RunState::Stage;
  const auto failure = read_failure(folder, run.run);
  if (failure && !failure->is_tried_again) return {failed, failure->reason};
  const bool has_begun =
      file_exists(folder.checkpoint(run.run)) || file_exists(folder.previous_checkpoint(run.run));
  return {has_begun ? begun : waiting, ""};
}

std::vector<int> runs_not_done(const SurveyFolder& folder, const std::vector<Experiment>& experiments,
                               const std::vector<int>& runs) {
  const std::set<int> asked(runs.begin(), runs.end());
  std::vector<int> missing;
  for (const auto& experiment : experiments) {
    if (!asked.contains(experiment.run)) continue;
    bool is_done = false;
    try {
      is_done = is_scored(folder.scores(experiment.run), experiment);
    } catch (const FileError&) {
      // Unknown.
    }
    if (!is_done) missing.push_back(experiment.run);
  }
  return missing;
}

UnfinishedRuns unfinished_runs(const SurveyFolder& folder, const std::vector<int>& tabled) {
  UnfinishedRuns unfinished;
  auto& lines = unfinished.lines;
  if (!file_exists(folder.registry())) return unfinished;
  const std::set<int> elsewhere(tabled.begin(), tabled.end());
  const auto runs = registered_runs(folder);
  Counts counts;
  for (const auto& run : runs) {
    if (elsewhere.contains(run.run)) continue;
    try {
      const RunState state = run_state(folder, run);
      if (state.stage != RunState::Stage::done) add_unfinished(folder, run, state, counts, lines);
    } catch (const FileError& error) {
      lines.emplace_back(error.what());
    }
  }
  if (counts.left_alone > 0)
    lines.push_back("after the cause is fixed, --retry-failed tries failed runs again");
  unfinished.lacks_results = !counts.without_results.empty();
  if (unfinished.lacks_results)
    lines.push_back("the results of run(s) " + listed(counts.without_results) + " are missing in " +
                    folder.tests().string() +
                    ", though the training has ended; the survey's command tests them again");
  if (counts.waiting > 0)
    lines.push_back(std::to_string(counts.waiting) + " of " + std::to_string(runs.size()) +
                    " runs have not ended; the survey's command continues them");
  return unfinished;
}

}  // namespace emsurvey
