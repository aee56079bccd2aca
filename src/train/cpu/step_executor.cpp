#include "train/step_executor.h"

namespace emsurvey {

std::unique_ptr<StepExecutor> make_step_executor(const at::Device& /*device*/, Stepping /*stepping*/,
                                                 GradientReducer& /*reducer*/) {
  return std::make_unique<EagerStepExecutor>();
}

}  // namespace emsurvey
