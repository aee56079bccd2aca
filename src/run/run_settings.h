// How a rank runs experiments.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "survey/execution.h"
#include "watch/time_budget.h"

namespace emsurvey {

/// The execution keys of a survey and what follows from them and from the device of this rank.
struct RunSettings {
  ExecutionKeys execution;
  bool retries_failed = false;  ///< Also run what has failed as often as `retries` allows.
  std::string provenance;       ///< JSON, kept in checkpoints and failure reports.
  TimeBudget time;
  at::Device device = at::kCPU;
  int trainings = 1;  ///< Trainings of this rank at a time; above 1 only where a group has one rank.
  /// Compute the scores of a run while the next one is trained. For GPUs only: scoring takes cores that a
  /// training on a CPU would miss. The same on all ranks of a group.
  bool scores_beside = false;
  bool saves_beside = false;     ///< Write checkpoints while the training goes on; for GPUs.
  bool shares_sections = false;  ///< Upload sections once for all trainings of this rank; for GPUs.

  /// Threads of this rank that report to the watchdog: each worker trains in one and scores in another.
  int watched_threads() const { return 2 * trainings; }
};

}  // namespace emsurvey
