// Who runs a survey, on what, and for how long.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "base/process.h"
#include "mpi/groups.h"
#include "survey/execution.h"
#include "watch/time_budget.h"

namespace emsurvey {

struct RankResources {
  Execution execution;
  TimeBudget time;
  JobGroup group;
  at::Device device;               ///< of this rank
  int ranks_on_gpu;                ///< at most; 0 where not all ranks have one
  int trainings;                   ///< at a time in each rank
  int threads;                     ///< of this rank
  std::vector<Process> processes;  ///< of all ranks
};

/// Decides what each rank works on and for how long, and warns, on rank 0, of what would make a survey slow
/// without a word: ranks, cores or GPUs that are not used or too few. Collective; throws InputError when
/// there is no such device or the ranks do not find each other.
RankResources gather_resources(const Execution& execution, const Communicator& world);

/// "cpu", or "cuda:0 (NVIDIA H200, ranks a GPU: 2)".
std::string device_text(const RankResources& resources);

}  // namespace emsurvey
