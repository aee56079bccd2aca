// Resources of each rank: device, threads, group and time.
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
  ExecutionKeys execution;
  TimeBudget time;
  RankGroup group;
  at::Device device;               ///< Device of this rank.
  int ranks_on_gpu;                ///< Largest number of ranks that share a GPU; 0 unless all ranks have one.
  int trainings;                   ///< Simultaneous trainings of each rank.
  int threads;                     ///< Threads of this rank, for all its trainings together.
  std::vector<Process> processes;  ///< Processes of all ranks.
};

/// Chooses the device, the threads and the time of each rank. Rank 0 warns of conditions that would slow a
/// survey down silently: unused or too few ranks, cores or GPUs. Collective; throws InputError if the device
/// does not exist or the ranks do not find each other.
RankResources gather_resources(const ExecutionKeys& execution, const Communicator& world);

/// Returns text such as "cpu" or "cuda:0 (NVIDIA H200, ranks per GPU: 2)".
std::string device_text(const RankResources& resources);

}  // namespace emsurvey
