// An estimate, for planning, of the GPU memory that trainings need.
#pragma once

#include <cstdint>
#include <vector>

#include "data/dataset.h"
#include "network/parameter_counts.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Memory in float32, without the memory that libraries use for themselves, which differs between GPUs
/// (workspaces of cuDNN, cached memory). The actual need is usually larger.
struct GpuMemory {
  std::uint64_t weight_bytes = 0;   ///< Weights, gradients and both moments of Adam.
  std::uint64_t step_bytes = 0;     ///< Values kept for the backward pass of a step, and its widest layer.
  std::uint64_t section_bytes = 0;  ///< Labelling of the largest test section as a whole.

  /// Returns the sum, because captured steps keep their memory while sections are labelled.
  std::uint64_t bytes() const { return weight_bytes + step_bytes + section_bytes; }
};

/// Returns the memory of one of the `ranks_per_training` ranks that train `experiment` together.
GpuMemory gpu_memory_of(const Experiment& experiment, const Dataset& dataset, int ranks_per_training,
                        ParameterCounts& counts);

/// GPU memory of a rank as a whole.
struct RankMemory {
  GpuMemory largest;  ///< Largest training of the rank.
  int largest_run = 0;
  /// Sum of the CUDA context, the largest trainings that may run side by side, and one copy of the sections
  /// at each of their scales.
  std::uint64_t bytes = 0;
};

/// Returns the memory of a rank. `trainings_per_gpu` is the number of its concurrent trainings.
RankMemory gpu_memory_needed(const std::vector<Experiment>& experiments, const Dataset& dataset,
                             int ranks_per_training, int trainings_per_gpu);

}  // namespace emsurvey
