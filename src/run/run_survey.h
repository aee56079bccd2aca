// The whole survey on all ranks: hands its experiments out and runs each.
#pragma once

#include <cstdint>
#include <vector>

#include "data/dataset.h"
#include "run/run_context.h"
#include "run/training_factory.h"
#include "survey/experiment.h"
#include "watch/watchdog.h"

namespace emsurvey {

/// How the survey stands at the end.
struct SurveyOutcome {
  std::int64_t done = 0;       ///< Experiments that are done, now or before.
  std::vector<int> done_runs;  ///< Their run numbers.
  std::int64_t failed = 0;     ///< Experiments that failed now, or before and were left alone.
  bool is_interrupted = false;
  bool is_out_of_time = false;  ///< Interrupted, and not by a signal.
};

/// Runs what is not done of `experiments` (the same on every rank), in the order of work_order(). Groups of ranks, and
/// within a rank its workers, take one after the other. A run that fails leaves its reason in the folder and
/// the others go on; nothing is begun that the time left does not allow. `watchdog`: of as many threads as
/// context.settings.watched_threads(). Collective over the world; the outcome is the same on every rank.
SurveyOutcome run_experiments(const std::vector<Experiment>& experiments, const Dataset& dataset,
                              const RunContext& context, Watchdog& watchdog);

}  // namespace emsurvey
