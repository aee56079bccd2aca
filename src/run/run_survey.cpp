#include "run/run_survey.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <sstream>
#include <string>

#include "base/output.h"
#include "run/side_by_side.h"
#include "run/worker.h"
#include "store/failure.h"
#include "store/registry.h"
#include "store/run_pages.h"
#include "watch/interrupt.h"

namespace emsurvey {
namespace {

/// Whether a failed run has used up its attempts. A failure of the disk is always tried again.
bool is_left_alone(const SurveyFolder& folder, int run, const RunOptions& options) {
  const auto failure = read_failure(folder, run);
  return failure && !failure->is_tried_again && failure->kind != Failure::Kind::disk &&
         failure->attempts > options.retries && !options.retries_failed;
}

/// The work that is left, and the runs that are done.
struct Unfinished {
  std::vector<std::size_t> indices;  ///< Into the list of experiments, most costly first.
  std::vector<int> done_runs;        ///< Numbers of the runs that are done.
  std::int64_t left_alone = 0;       ///< Runs that failed before and are not tried again.
};

/// Rank 0 looks at the folder, renews pages of finished runs, and tells all other ranks. Collective.
Unfinished unfinished(const std::vector<Experiment>& experiments, const SurveyFolder& folder,
                      const RunOptions& options, const Communicator& world,
                      const ProgressCallback& on_progress) {
  constexpr char done = 'd', to_do = 't', left_alone = 'l';
  std::string flags(experiments.size(), done);
  const auto look = [&] {
    for (std::size_t i = 0; world.is_root() && i < experiments.size(); ++i) {
      on_progress();
      if (run_state(folder, experiments[i]).stage != RunState::Stage::done) {
        flags[i] = is_left_alone(folder, experiments[i].run, options) ? left_alone : to_do;
        continue;
      }
      const auto scores = read_scores(folder.scores(experiments[i].run), experiments[i]);
      const auto pages = run_pages(experiments[i], options_json(experiments[i]), scores);
      for (const auto& line : renew_pages(folder, experiments[i].run, pages))
        complain("warning: %s", line.c_str());
    }
  };
  world.collectively(look, on_progress);
  flags = world.broadcast(flags);
  Unfinished unfinished{{}, {}, std::count(flags.begin(), flags.end(), left_alone)};
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (flags[i] == to_do) unfinished.indices.push_back(i);
    if (flags[i] == done) unfinished.done_runs.push_back(experiments[i].run);
  }
  std::stable_sort(unfinished.indices.begin(), unfinished.indices.end(), [&](std::size_t a, std::size_t b) {
    return experiments[a].relative_cost() > experiments[b].relative_cost();
  });
  return unfinished;
}

std::int64_t work_of(const std::vector<Experiment>& experiments, const std::vector<std::size_t>& indices) {
  return std::accumulate(indices.begin(), indices.end(), std::int64_t{0},
                         [&](std::int64_t sum, std::size_t i) {
                           return sum + step_work(experiments[i]) * experiments[i].steps;
                         });
}

}  // namespace

int watched_count(const RunOptions& options) {
  // A worker trains in one thread and scores in another.
  return 2 * options.jobs_per_gpu;
}

SurveyOutcome run_experiments(const std::vector<Experiment>& experiments, const Dataset& dataset,
                              const SurveyFolder& folder, const RunOptions& options,
                              const Communicator& world, const JobGroup& group, const Reducer& reducer,
                              Watchdog& watchdog) {
  const auto [indices, done_before, left_alone] =
      unfinished(experiments, folder, options, world, [&, looks = std::int64_t{0}]() mutable {
        watchdog.report(0, {0, WorkerStatus::Phase::preparing, ++looks});
      });
  const auto count = static_cast<std::int64_t>(indices.size());
  Progress progress(world, count, work_of(experiments, indices));
  std::vector<const Experiment*> queue;
  for (const auto i : indices) queue.push_back(&experiments[i]);

  ScaledDatasets datasets(dataset, options.shares_sections ? std::optional(options.device) : std::nullopt);
  ResizableSemaphore slots(options.jobs_per_gpu);
  const RunContext place{folder, options, group.ranks, reducer, datasets, slots, progress, watchdog};
  std::vector<RunCounts> tallies(static_cast<std::size_t>(group.index >= 0 ? options.jobs_per_gpu : 0));
  side_by_side(
      static_cast<int>(tallies.size()),
      [&](int worker) { tallies[static_cast<std::size_t>(worker)] = Worker(place, worker).work(queue); },
      [&] { progress.stop(); });
  world.wait_for_all([&, looks = std::int64_t{0}]() mutable {
    watchdog.report(0, {0, WorkerStatus::Phase::waiting, ++looks});
    progress.is_stopping();  // Passes a request on to the other ranks.
    progress.show("waiting for the other ranks");
  });
  progress.finish();

  std::string done;  // Run numbers, separated by spaces.
  std::vector<double> failed(1, 0);
  for (const RunCounts& tally : tallies) {
    for (const int run : tally.done) done += std::to_string(run) + " ";
    failed[0] += static_cast<double>(tally.failed);
  }
  world.sum(std::span<double>(failed));
  std::string all;
  for (const auto& of_rank : world.gather(done)) all += of_rank;
  SurveyOutcome outcome;
  outcome.done_runs = done_before;
  std::istringstream numbers(world.broadcast(all));
  for (int run = 0; numbers >> run;) outcome.done_runs.push_back(run);
  outcome.done = static_cast<std::int64_t>(outcome.done_runs.size());
  outcome.failed = left_alone + static_cast<std::int64_t>(failed[0]);
  outcome.is_interrupted = outcome.done + outcome.failed < static_cast<std::int64_t>(experiments.size());
  outcome.is_out_of_time = world.max(is_interrupted()) == 0 && outcome.is_interrupted;
  return outcome;
}

}  // namespace emsurvey
