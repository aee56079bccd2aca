// Runs a whole survey on all ranks: distributes its experiments and runs each of them.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "mpi/groups.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"
#include "train/device.h"
#include "train/reducer.h"
#include "train/training.h"
#include "watch/time_budget.h"
#include "watch/watchdog.h"

namespace emsurvey {

/// Makes a training at step 0, as the constructor of Training does, in the thread that will train it.
using MakeTraining = std::function<std::shared_ptr<Training>(const Experiment&, const Split&, const Dataset&,
                                                             const Reducer&, const at::Device&,
                                                             const std::shared_ptr<const ResidentSections>&)>;

struct RunOptions {
  double checkpoint_every_s = 60;
  int retries = 0;              ///< Retries of a failed run, over all starts.
  bool retries_failed = false;  ///< Also retries runs that have used up their retries.
  std::string provenance;
  TimeBudget time;
  at::Device device = at::kCPU;  ///< Device of this rank.
  int jobs_per_gpu = 1;          ///< Concurrent trainings of a rank; above 1 only with groups of one rank.
  /// Score a run while the next one is trained. For GPUs: scoring takes cores that a training on a CPU would
  /// lack.
  bool scores_beside = false;
  bool saves_beside = false;     ///< Write checkpoints while the training goes on; for GPUs.
  bool shares_sections = false;  ///< Upload the sections once for all trainings of a rank; for GPUs.
  MakeTraining make_training = [](const auto&... parts) { return std::make_shared<Training>(parts...); };
  /// Called when a run has failed for an unknown reason.
  std::function<bool(const at::Device&)> is_usable = emsurvey::is_usable;
};

/// The number of workers of a rank that the watchdog watches.
int watched_count(const RunOptions& options);

/// The state of the survey at the end.
struct SurveyOutcome {
  std::int64_t done = 0;       ///< Runs finished, now or before.
  std::vector<int> done_runs;  ///< Their run numbers.
  std::int64_t failed = 0;     ///< Runs that failed now, or before and were not tried again.
  bool is_interrupted = false;
  bool is_out_of_time = false;  ///< Interrupted, but not by a signal.
};

/// Runs all of `experiments` (the same on every rank) that are not done. Groups of ranks, and the workers
/// within a rank, claim one run after the other, most costly first. A run that fails leaves its reason in the
/// folder, and the others go on. Nothing is started that does not fit into the time left. `reducer` sums over
/// the ranks of `group`; with a single rank, several threads use it at once. `watchdog` must have
/// watched_count() workers. Collective over `world`; the outcome is the same on every rank.
SurveyOutcome run_experiments(const std::vector<Experiment>& experiments, const Dataset& dataset,
                              const SurveyFolder& folder, const RunOptions& options,
                              const Communicator& world, const JobGroup& group, const Reducer& reducer,
                              Watchdog& watchdog);

}  // namespace emsurvey
