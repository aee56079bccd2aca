#include "train/step_runner.h"

#ifdef EMSURVEY_CUDA
#include "train/cuda/graph_runner.h"
#endif

namespace emsurvey {
namespace {

class CallingRunner : public StepRunner {
 public:
  void run(std::size_t /*part*/, const std::function<void()>& work) override { work(); }
};

}  // namespace

std::unique_ptr<StepRunner> make_step_runner([[maybe_unused]] const at::Device& device,
                                             [[maybe_unused]] Stepping stepping) {
#ifdef EMSURVEY_CUDA
  if (device.is_cuda()) return std::make_unique<GraphRunner>(device, stepping == Stepping::recorded);
#endif
  return std::make_unique<CallingRunner>();
}

}  // namespace emsurvey
