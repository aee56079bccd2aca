#include "run/gather_runs.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "store/registry.h"
#include "store/training_failures.h"

namespace emsurvey {
namespace {

/// Returns the runs that reader `reader` of `readers` reads; runs are distributed round-robin.
std::vector<RunFiles> read_share(const SurveyFolder& folder, int reader, int readers, Mending mending,
                                 const ProgressCallback& on_progress) {
  const auto numbers = list_runs(folder.path());
  require(!numbers.empty(), folder.tests().string(), "holds no finished run", "run the survey first");
  const auto registry = read_registry(folder);
  std::vector<RunFiles> share;
  for (std::size_t i = static_cast<std::size_t>(reader); i < numbers.size();
       i += static_cast<std::size_t>(readers)) {
    on_progress();
    share.push_back(read_run(folder, registry, numbers[i], mending));
  }
  return share;
}

/// Sorts runs by number and keeps one for each number. A run with evaluations precedes one without, which may
/// be left out; then a run in its own folder precedes one in the folder of another number.
void sort_runs(std::vector<RunFiles>& runs, const SurveyFolder& folder) {
  const auto rank = [&](const RunFiles& run) {
    return std::tuple(run.number, run.evaluations.empty(), run.folder != folder.test(run.number).string());
  };
  std::sort(runs.begin(), runs.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  const auto is_same = [](const RunFiles& a, const RunFiles& b) { return a.number == b.number; };
  runs.erase(std::unique(runs.begin(), runs.end(), is_same), runs.end());
}

/// Removes the failures of runs that have scores all the same.
void remove_scored(std::vector<TrainingFailure>& failures, const std::vector<RunFiles>& runs) {
  std::set<int> scored;
  for (const RunFiles& run : runs)
    if (!run.evaluations.empty()) scored.insert(run.number);
  std::erase_if(failures, [&](const TrainingFailure& failure) { return scored.contains(failure.run); });
}

GatheredRuns in_order(std::vector<RunFiles> runs, StoredBaselines baselines,
                      std::vector<TrainingFailure> failures, const SurveyFolder& folder) {
  GatheredRuns gathered;
  gathered.notes = baselines.notes;
  std::set<std::string> seen;
  for (const RunFiles& run : runs)
    for (const auto& note : run.notes)
      if (seen.insert(note).second) gathered.notes.push_back(note);
  sort_runs(runs, folder);
  gathered.is_complete =
      baselines.problems.empty() &&
      std::none_of(runs.begin(), runs.end(), [](const auto& run) { return run.is_left_out; });
  remove_scored(failures, runs);
  gathered.failures = std::move(failures);
  gathered.runs = std::move(runs);
  gathered.baselines = std::move(baselines);
  return gathered;
}

}  // namespace

GatheredRuns gather_runs(const SurveyFolder& folder, const Communicator& world, Mending mending,
                         const ProgressCallback& on_progress) {
  std::vector<RunFiles> own;
  StoredBaselines baselines;
  std::vector<TrainingFailure> failures;
  const auto read = [&] {
    own = read_share(folder, world.rank(), world.size(), mending, on_progress);
    if (!world.is_root()) return;
    baselines = read_copy_baselines(folder, mending);
    failures = training_failures(folder, on_progress);
  };
  world.collectively(read, on_progress);
  std::vector<RunFiles> all;
  for (const auto& packed : world.gather(pack_runs(own))) {
    for (auto& run : unpack_runs(packed)) all.push_back(std::move(run));
  }
  return in_order(std::move(all), std::move(baselines), std::move(failures), folder);
}

GatheredRuns read_runs(const SurveyFolder& folder, Mending mending) {
  const ProgressCallback nothing = [] {};
  return in_order(read_share(folder, 0, 1, mending, nothing), read_copy_baselines(folder, mending),
                  training_failures(folder, nothing), folder);
}

}  // namespace emsurvey
