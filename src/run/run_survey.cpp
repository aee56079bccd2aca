#include "run/run_survey.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <sstream>
#include <string>

#include "base/log.h"
#include "run/side_by_side.h"
#include "run/survey_state.h"
#include "run/worker.h"
#include "store/failure.h"
#include "store/run_name.h"
#include "store/run_pages.h"
#include "store/scores_file.h"
#include "survey/work_order.h"
#include "watch/interrupt.h"

namespace emsurvey {
namespace {

/// Whether it failed as often as it may; what a disk refused is always tried again.
bool is_left_alone(const SurveyFolder& folder, int run, const RunSettings& settings) {
  const auto failure = read_failure(folder, run);
  return failure && !failure->is_tried_again && failure->kind != Failure::Kind::disk &&
         failure->attempts > settings.execution.retries && !settings.retries_failed;
}

/// The work that is left, and the runs that are done.
struct Unfinished {
  std::vector<std::size_t> indices;  ///< Into the list of experiments, in the order of work.
  std::vector<int> done_runs;        ///< Numbers of the runs that are done.
  std::int64_t left_alone = 0;       ///< Runs that failed before and are not tried again.
};

namespace run_states {
constexpr char done = 'd', to_do = 't', left_alone = 'l';
}

/// Returns the state of a run, which is done, left to do, or failed before and left alone. Renews the pages of
/// one that is done.
char state_of(const Experiment& experiment, const RunContext& context) {
  const SurveyFolder& folder = context.folder;
  const auto scores = intact_scores(folder.scores(experiment.run), experiment);
  if (!scores)
    return is_left_alone(folder, experiment.run, context.settings) ? run_states::left_alone
                                                                   : run_states::to_do;
  const auto pages = run_pages(experiment, options_json(experiment), *scores);
  for (const auto& line : renew_pages(folder, folder.test(experiment.run), pages)) Log().warn("{}", line);
  return run_states::done;
}

/// The states of all experiments, of which every rank reads its share. Collective.
std::string states_of(const std::vector<Experiment>& experiments, const RunContext& context,
                      const ProgressCallback& on_progress) {
  const Communicator& world = context.world;
  const auto ranks = static_cast<std::size_t>(world.size());
  std::string own;
  const auto look = [&] {
    for (auto i = static_cast<std::size_t>(world.rank()); i < experiments.size(); i += ranks) {
      on_progress();
      own += state_of(experiments[i], context);
    }
  };
  world.collectively(look, on_progress);
  const std::vector<std::string> shares = world.gather(own);
  std::string states;
  for (std::size_t i = 0; world.is_root() && i < experiments.size(); ++i)
    states += shares[i % ranks][i / ranks];
  return world.broadcast(states);
}

Unfinished unfinished(const std::vector<Experiment>& experiments, const RunContext& context,
                      const ProgressCallback& on_progress) {
  const std::string states = states_of(experiments, context, on_progress);
  Unfinished unfinished{{}, {}, std::count(states.begin(), states.end(), run_states::left_alone)};
  for (const std::size_t i : work_order(experiments)) {
    if (states[i] == run_states::to_do) unfinished.indices.push_back(i);
    if (states[i] == run_states::done) unfinished.done_runs.push_back(experiments[i].run);
  }
  return unfinished;
}

std::int64_t work_of(const std::vector<Experiment>& experiments, const std::vector<std::size_t>& indices) {
  return std::accumulate(indices.begin(), indices.end(), std::int64_t{0},
                         [&](std::int64_t sum, std::size_t i) {
                           return sum + step_work(experiments[i]) * experiments[i].steps;
                         });
}

/// Runs the queue by the workers of this rank, then waits for the other ranks.
std::vector<RunCounts> run_workers(const RunContext& context, SurveyState& state) {
  std::vector<RunCounts> counts(
      static_cast<std::size_t>(context.group.index >= 0 ? context.settings.trainings : 0));
  side_by_side(
      static_cast<int>(counts.size()),
      [&](int worker) { counts[static_cast<std::size_t>(worker)] = Worker(context, state, worker).work(); },
      [&] { state.stop.raise(); });
  context.world.wait_for_all([&, looks = std::int64_t{0}]() mutable {
    state.reporter.report(0, {0, WorkerStatus::Phase::waiting, ++looks});
    state.stop.is_set();  // tells the others
    state.progress.show([] { return "waiting for the other ranks"; });
  });
  state.progress.finish();
  return counts;
}

/// The outcome over all ranks. Collective.
SurveyOutcome gather_outcome(const std::vector<RunCounts>& counts, const Unfinished& before,
                             std::size_t experiment_count, const Communicator& world) {
  std::string done;  // The run numbers of this rank, then of all ranks.
  std::int64_t failed = 0;
  for (const RunCounts& of_worker : counts) {
    for (const int run : of_worker.done) done += std::to_string(run) + " ";
    failed += of_worker.failed;
  }
  std::string all;
  for (const auto& of_rank : world.gather(done)) all += of_rank;
  SurveyOutcome outcome;
  outcome.done_runs = before.done_runs;
  std::istringstream numbers(world.broadcast(all));
  for (int run = 0; numbers >> run;) outcome.done_runs.push_back(run);
  outcome.done = static_cast<std::int64_t>(outcome.done_runs.size());
  outcome.failed = before.left_alone + world.sum(failed);
  outcome.is_interrupted = outcome.done + outcome.failed < static_cast<std::int64_t>(experiment_count);
  outcome.is_out_of_time = !world.any(is_interrupted()) && outcome.is_interrupted;
  return outcome;
}

/// Returns text such as "run 3 (square, split 1) step 120/1500".
std::string training_text(const std::vector<const Experiment*>& queue, const WorkerStatus& status) {
  const auto is_it = [&](const Experiment* experiment) { return experiment->run == status.run; };
  const auto found = std::find_if(queue.begin(), queue.end(), is_it);
  if (found == queue.end()) return {};
  return name_of(**found) + " step " + std::to_string(status.count) + "/" + std::to_string((*found)->steps);
}

}  // namespace

SurveyOutcome run_experiments(const std::vector<Experiment>& experiments, const Dataset& dataset,
                              const RunContext& context, Watchdog& watchdog) {
  const Unfinished before = unfinished(experiments, context, [&, looks = std::int64_t{0}]() mutable {
    watchdog.report(0, {0, WorkerStatus::Phase::preparing, ++looks});
  });
  std::vector<const Experiment*> queue;
  for (const auto i : before.indices) queue.push_back(&experiments[i]);

  const RunSettings& settings = context.settings;
  const auto count = static_cast<std::int64_t>(queue.size());
  Progress progress(context.world, count, work_of(experiments, before.indices));
  const auto watch = [&](int worker, const WorkerStatus& status) { watchdog.report(worker, status); };
  const auto show = [&](int, const WorkerStatus& status) {
    if (status.phase == WorkerStatus::Phase::training)
      progress.show([&] { return training_text(queue, status); });
  };
  SurveyState state{
      ScaledDatasets(dataset, settings.shares_sections ? std::optional(settings.device) : std::nullopt),
      ResizableSemaphore(settings.trainings),
      WorkQueue(context.world, queue),
      StopRequest(context.world),
      progress,
      Reporter({watch, show})};
  const auto counts = run_workers(context, state);
  return gather_outcome(counts, before, experiments.size(), context.world);
}

}  // namespace emsurvey
