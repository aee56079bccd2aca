// The whole survey on all ranks: fans its experiments out and runs each.
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
  int retries = 0;              ///< of a failed experiment, over all starts
  bool retries_failed = false;  ///< also those that have been tried so often
  std::string provenance;
  TimeBudget time;
  at::Device device = at::kCPU;  ///< of this rank
  int jobs_per_gpu = 1;          ///< trainings of a rank at a time; above 1 only with groups of one rank
  /// Score what was trained while the next is trained. For GPUs: scoring takes cores, which a training on a
  /// CPU would lack.
  bool scores_beside = false;
  bool saves_beside = false;     ///< write checkpoints while the training goes on; for GPUs
  bool shares_sections = false;  ///< upload them once for all trainings of a rank; for GPUs
  MakeTraining make_training = [](const auto&... parts) { return std::make_shared<Training>(parts...); };
  /// Asked when a run has failed for no known reason.
  std::function<bool(const at::Device&)> is_usable = emsurvey::is_usable;
};

/// How many threads of a rank the watchdog has to watch.
int watched_count(const RunOptions& options);

/// How the survey stands at the end.
struct SurveyOutcome {
  std::int64_t done = 0;       ///< experiments finished, now or before
  std::vector<int> done_runs;  ///< their numbers
  std::int64_t failed = 0;     ///< now, or before and left alone
  bool is_interrupted = false;
  bool is_out_of_time = false;  ///< interrupted, and not by a signal
};

/// Runs what is not done of `experiments` (the same on every rank). Groups of ranks, and within a rank its
/// workers, claim one after the other, costly ones first; one that fails leaves its reason in the folder and
/// the others go on; nothing is begun that the time left does not allow. `reducer`: over the ranks of
/// `group`; with one rank, of use to several threads at once. `watchdog`: of as many workers as watched_count
/// says. Collective over `world`; the outcome is the same on every rank.
SurveyOutcome run_experiments(const std::vector<Experiment>& experiments, const Dataset& dataset,
                              const SurveyFolder& folder, const RunOptions& options,
                              const Communicator& world, const JobGroup& group, const Reducer& reducer,
                              Watchdog& watchdog);

}  // namespace emsurvey
