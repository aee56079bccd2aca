// The memory that trainings take of a GPU: an estimate for planning.
#pragma once

#include <cstdint>
#include <vector>

#include "data/dataset.h"
#include "network/parameter_counts.h"
#include "survey/experiment.h"

namespace emsurvey {

/// In float32, without what the libraries take for their own work, which differs from GPU to GPU (cuDNN's
/// workspaces, memory kept for later): as a rule, less than is needed.
struct GpuMemory {
  std::uint64_t weight_bytes = 0;   ///< weights, gradients and both moments of Adam
  std::uint64_t step_bytes = 0;     ///< what a step keeps for its backward pass, and its widest layer
  std::uint64_t section_bytes = 0;  ///< labelling the largest test section as a whole

  /// Recorded steps keep their memory while the sections are labelled.
  std::uint64_t bytes() const { return weight_bytes + step_bytes + section_bytes; }
};

/// Of one rank that trains `experiment` with `ranks_per_job` - 1 others.
GpuMemory gpu_memory_of(const Experiment& experiment, const Dataset& dataset, int ranks_per_job,
                        ParameterCounts& counts);

/// Of a rank, as a whole.
struct RankMemory {
  GpuMemory largest;  ///< of its trainings
  int largest_run = 0;
  /// CUDA itself, the largest trainings that may meet in it, and once the sections of each of their scales.
  std::uint64_t bytes = 0;
};

/// `jobs_per_gpu`: trainings of a rank at a time.
RankMemory gpu_memory_needed(const std::vector<Experiment>& experiments, const Dataset& dataset,
                             int ranks_per_job, int jobs_per_gpu);

}  // namespace emsurvey
