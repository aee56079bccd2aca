// How the steps of a training reach the device.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <functional>
#include <memory>

namespace emsurvey {

/// Runs the parts of a step, in the same order in all steps. What a part does on the device must be the same
/// in each step and wait for nothing, so that it may be recorded once and repeated.
class StepRunner {
 public:
  virtual ~StepRunner() = default;
  /// `part`: its number within the step, from 0. `work`: the same each time.
  virtual void run(std::size_t part, const std::function<void()>& work) = 0;
};

/// How GPUs come to know what there is to do.
enum class Stepping {
  recorded,  ///< as CUDA graphs
  eager,     ///< kernel by kernel
};

/// On a GPU, in builds for CUDA, one that makes a stream of its own the current one of the calling thread:
/// the thread that it and what it runs are to be used in. On a CPU one that calls the work each time.
std::unique_ptr<StepRunner> make_step_runner(const at::Device& device, Stepping stepping);

}  // namespace emsurvey
