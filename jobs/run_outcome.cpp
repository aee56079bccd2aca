#include "run_outcome.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/log.h"
#include "base/output.h"
#include "run/reduce_text.h"
#include "store/run_state.h"

namespace emsurvey {
namespace {

/// Makes the tables of a whole survey. Returns, on rank 0, the runs in the tables on disk.
std::vector<int> make_tables(const SurveyFolder& folder, const Communicator& world, double margin,
                             const ProgressCallback& on_progress) {
  const Reduced reduced = reduce_survey(folder, world, margin, on_progress);
  world.collectively([&] {
    if (reduced.refusal) throw FileError(*reduced.refusal);
  });
  for (const auto& problem : warnings_of(reduced)) Log(world.is_root()).warn("{}", problem);
  if (reduced.convergence) Log(world.is_root()).warn("{}", *reduced.convergence);
  if (world.is_root())
    print_lines("\nF_score, mean (standard deviation):\n" + f_score_overview(reduced.stats_csv) + "\n" +
                table_places(folder) + report_places(reduced, folder));
  return reduced.runs;
}

/// Returns the elements of `runs` that are not in `there`, which must be sorted.
std::vector<int> missing_in(const std::vector<int>& there, std::vector<int> runs) {
  std::erase_if(runs, [&](int run) { return std::binary_search(there.begin(), there.end(), run); });
  return runs;
}

}  // namespace

ExitStatus conclude(const SurveyEnd& end, const SurveyFolder& folder, const Communicator& world,
                    const ProgressCallback& on_progress) {
  const SurveyOutcome& outcome = end.outcome;
  std::vector<int> done, missing;
  world.collectively([&] {
    folder.require_there();
    if (!world.is_root()) return;
    missing = runs_not_done(folder, end.experiments, outcome.done_runs);
    std::sort(missing.begin(), missing.end());
    done = missing_in(missing, outcome.done_runs);
  });
  const bool has_done = world.any(!done.empty());
  const Log log(world.is_root());
  log.info("{} of {} experiments done, {} failed; trained, tested and scored in {:.0f} s", done.size(),
           end.experiments.size(), outcome.failed, end.seconds);
  if (outcome.is_interrupted) {
    log.info("Interrupted; the same command continues.");
    return ExitStatus::interrupted;
  }
  if (!end.is_whole) {
    log.info("This shard has ended; emsurvey reduce makes the tables when all shards have.");
  } else if (has_done) {
    const std::vector<int> tabled = make_tables(folder, world, end.margin, on_progress);
    for (const int run : missing_in(tabled, done)) missing.push_back(run);
  }
  world.collectively([&] {
    folder.require_there();
    if (has_done || !world.is_root()) return;
    for (const auto& line : unfinished_runs(folder).lines) log.warn("{}", line);
  });
  if (!missing.empty())
    log.warn(
        "run(s) {} ended, but their results are missing in the folder or in the tables, so something has changed "
        "them since; the same command repeats them",
        fmt::join(missing, ", "));
  const bool is_success = outcome.failed == 0 && missing.empty();
  return world.all(is_success) ? ExitStatus::success : ExitStatus::runs_failed;
}

}  // namespace emsurvey
