#include "base/environment.h"
#include "train/device.h"
#include "train/make_reducer.h"
#include "train/nccl/nccl_reducer.h"

namespace emsurvey {

std::unique_ptr<GradientReducer> make_nccl_reducer(const Communicator& ranks, const at::Device& device,
                                                   double limit_s) {
  const auto gpus = ranks.gather(device_identity(device));
  const bool is_wanted = ranks.is_root() && may_use_nccl(gpus, process_environment);
  if (!ranks.broadcast(is_wanted)) return nullptr;
  return std::make_unique<NcclReducer>(ranks, device, limit_s);
}

}  // namespace emsurvey
