// How the steps of a training reach the device.
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>

#include "train/reducer.h"

namespace emsurvey {

/// Runs the steps of one training. What a step does on the device must be the same each time and wait for
/// nothing, so that it may be recorded once and repeated.
class StepExecutor {
 public:
  virtual ~StepExecutor() = default;
  virtual void run(const std::function<void()>& step) = 0;
  /// Whether the last step came from a record.
  virtual bool is_recorded() const = 0;
};

/// How GPUs come to know what there is to do.
enum class Stepping {
  recorded,  ///< as CUDA graphs
  eager,     ///< kernel by kernel
};

/// On a GPU, in builds for CUDA, one that makes a stream of its own the current one of the calling thread:
/// the thread that it and what it runs are to be used in. On a CPU one that calls the step each time. Borrows
/// `ranks`, which take the steps together; all of them repeat them from a record, or none.
std::unique_ptr<StepExecutor> make_step_executor(const at::Device& device, Stepping stepping,
                                                 const Reducer& ranks);

}  // namespace emsurvey
