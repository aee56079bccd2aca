#include "train/host_copies.h"

#include <ATen/ATen.h>
#include <c10/core/DeviceGuard.h>

#include "train/streams.h"

namespace emsurvey {

HostCopies copy_to_host(const std::vector<at::Tensor>& sources) {
  const at::Device device = sources.front().device();
  const c10::DeviceGuard current(device);
  HostCopies copies;
  for (const at::Tensor& source : sources) {
    const auto on_host = source.options().device(at::kCPU).pinned_memory(device.is_cuda());
    copies.tensors.push_back(at::empty(source.sizes(), on_host));
    copies.tensors.back().copy_(source, /*non_blocking=*/true);
  }
  copies.wait = waiter_for_enqueued_work(device);
  return copies;
}

}  // namespace emsurvey
