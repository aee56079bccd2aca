// Copies of device tensors on the host, in stream order and asynchronous on GPUs.
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

namespace emsurvey {

struct HostCopies {
  std::vector<at::Tensor> tensors;  ///< Complete after wait() has returned.
  std::function<void()> wait;       ///< Waits for the copies; any thread may call it.
};

/// Copies `sources`, all on one device, in the order of its current stream: the copies hold the values after
/// all work that is enqueued now. A GPU copies to pinned memory asynchronously.
HostCopies copy_to_host(const std::vector<at::Tensor>& sources);

}  // namespace emsurvey
