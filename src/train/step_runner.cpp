#include "train/step_runner.h"

#include <utility>

#ifdef EMSURVEY_CUDA
#include "train/cuda/graph_runner.h"
#endif

namespace emsurvey {
namespace {

class CallingRunner : public StepRunner {
 public:
  void run(const std::function<void()>& step) override { step(); }
};

}  // namespace

std::unique_ptr<StepRunner> make_step_runner([[maybe_unused]] const at::Device& device,
                                             [[maybe_unused]] Stepping stepping,
                                             [[maybe_unused]] AllCould all_could) {
#ifdef EMSURVEY_CUDA
  if (device.is_cuda())
    return std::make_unique<GraphRunner>(device, stepping == Stepping::recorded, std::move(all_could));
#endif
  return std::make_unique<CallingRunner>();
}

}  // namespace emsurvey
