// How the steps of a training are launched.
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>

#include "train/gradient_reducer.h"

namespace emsurvey {

/// Executes the steps of one training. A step must enqueue the same work on the device each time and must not
/// synchronise with it, so that it can be captured once and replayed. On a GPU, run() returns while at most two
/// steps are not done.
class StepExecutor {
 public:
  virtual ~StepExecutor() = default;
  virtual void run(const std::function<void()>& step) = 0;
  /// Whether the step that is executed now may wait for the whole device, as cuDNN does while it chooses its
  /// algorithms. The step must then wait for its sums over the ranks before it goes on.
  virtual bool is_warming_up() const = 0;
  /// Whether the last step was replayed from a captured graph.
  virtual bool is_captured() const = 0;
};

/// Calls each step, as on a CPU.
class EagerStepExecutor : public StepExecutor {
 public:
  void run(const std::function<void()>& step) override { step(); }
  bool is_warming_up() const override { return false; }
  bool is_captured() const override { return false; }
};

/// How GPUs launch steps.
enum class Stepping {
  captured,  ///< Captured and replayed as CUDA graphs.
  eager,     ///< Kernel by kernel.
};

/// Returns an executor for `device`. On a GPU, it makes a stream of its own the current stream of the calling
/// thread; use it and everything that it executes in this thread. On a CPU, it calls the step each time.
/// Keeps a reference to `reducer`, whose ranks take the steps together; either all of them replay or none.
/// Implemented in train/cuda and, for builds without CUDA, in train/cpu.
std::unique_ptr<StepExecutor> make_step_executor(const at::Device& device, Stepping stepping,
                                                 GradientReducer& reducer);

}  // namespace emsurvey
