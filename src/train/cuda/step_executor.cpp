#include "train/step_executor.h"

#include "train/cuda/graph_executor.h"

namespace emsurvey {

std::unique_ptr<StepExecutor> make_step_executor(const at::Device& device, Stepping stepping,
                                                 GradientReducer& reducer) {
  if (!device.is_cuda()) return std::make_unique<EagerStepExecutor>();
  const bool may_capture = stepping == Stepping::captured && reducer.is_capturable();
  return std::make_unique<GraphStepExecutor>(device, may_capture, reducer);
}

}  // namespace emsurvey
