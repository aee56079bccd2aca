#include "train/step_executor.h"

#ifdef EMSURVEY_CUDA
#include "train/cuda/graph_executor.h"
#endif

namespace emsurvey {
namespace {

class CallingRunner : public StepExecutor {
 public:
  void run(const std::function<void()>& step) override { step(); }
  bool is_recorded() const override { return false; }
};

}  // namespace

std::unique_ptr<StepExecutor> make_step_executor([[maybe_unused]] const at::Device& device,
                                                 [[maybe_unused]] Stepping stepping,
                                                 [[maybe_unused]] GradientReducer& reducer) {
#ifdef EMSURVEY_CUDA
  const bool may_record = stepping == Stepping::recorded && reducer.is_capturable();
  if (device.is_cuda()) return std::make_unique<GraphStepExecutor>(device, may_record, reducer);
#endif
  return std::make_unique<CallingRunner>();
}

}  // namespace emsurvey
