#include "check.h"

#include "base/output.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "store/registry.h"
#include "store/run_name.h"
#include "store/run_numbers.h"
#include "store/run_state.h"
#include "survey/execution.h"
#include "survey/grid.h"
#include "train/checkpoint.h"

namespace emsurvey {
namespace {

std::vector<RunDescription> runs_of(const SurveyArgument& survey, const SurveyFolder& folder) {
  if (survey.settings.empty()) {
    const auto runs = registered_runs(folder);
    return {runs.begin(), runs.end()};
  }
  // The options of `run` may describe a grid that has grown since, or one shard of it.
  const DataFacts facts = facts_of(read_dataset(execution_of(survey.settings).data));
  const Settings settings = continued_settings(folder, survey.settings);
  const auto experiments = shard_of(
      numbered_runs(folder, settings, expand_grid(settings, facts), facts.content_hash), survey.shard);
  return {experiments.begin(), experiments.end()};
}

/// Returns the number of steps in the newest intact checkpoint; 0 if there is none.
std::int64_t saved_steps(const SurveyFolder& folder, const RunDescription& run) {
  for (const auto& path : {folder.checkpoint(run.run), folder.previous_checkpoint(run.run)}) {
    try {
      return CheckpointReader(read_checksummed(path), path.string(), run).steps();
    } catch (const InputError&) {
      continue;
    }
  }
  return 0;
}

}  // namespace

ExitStatus check_survey(const SurveyArgument& survey) {
  const SurveyFolder folder(survey.folder);
  if (!survey.settings.empty() && !file_exists(folder.registry())) {
    print("nothing has begun\n");
    return ExitStatus::interrupted;
  }
  const auto runs = runs_of(survey, folder);
  std::size_t done = 0, failed = 0;
  std::int64_t saved = 0, steps = 0;
  for (const auto& run : runs) {
    const RunState state = run_state(folder, run);
    const bool is_done = state.stage == RunState::Stage::done;
    const bool has_failed = state.stage == RunState::Stage::failed;
    done += is_done;
    failed += has_failed;
    steps += run.steps;
    saved += is_done ? run.steps : saved_steps(folder, run);
    if (is_done) continue;
    print("%s %s\n", name_of(run).c_str(), has_failed ? ("failed: " + state.detail).c_str() : "is not done");
  }
  print("%zu of %zu done, %zu failed, %lld of %lld steps saved\n", done, runs.size(), failed,
        static_cast<long long>(saved), static_cast<long long>(steps));
  const bool is_complete = done == runs.size();
  const bool is_ended = done + failed == runs.size();
  if (is_complete) return ExitStatus::success;
  return is_ended ? ExitStatus::runs_failed : ExitStatus::interrupted;
}

}  // namespace emsurvey
