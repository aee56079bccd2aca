#include "train/step_runner.h"

#ifdef EMSURVEY_CUDA
#include "train/cuda/graph_runner.h"
#endif

namespace emsurvey {
namespace {

class CallingRunner : public StepRunner {
 public:
  void run(const std::function<void()>& step) override { step(); }
  bool is_recorded() const override { return false; }
};

}  // namespace

std::unique_ptr<StepRunner> make_step_runner([[maybe_unused]] const at::Device& device,
                                             [[maybe_unused]] Stepping stepping,
                                             [[maybe_unused]] const Reducer& ranks) {
#ifdef EMSURVEY_CUDA
  const bool may_record = stepping == Stepping::recorded && ranks.is_recordable();
  if (device.is_cuda()) return std::make_unique<GraphRunner>(device, may_record, ranks);
#endif
  return std::make_unique<CallingRunner>();
}

}  // namespace emsurvey
