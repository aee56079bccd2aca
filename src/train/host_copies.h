// Tensors of a device, copied to the host beside its work.
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

namespace emsurvey {

struct HostCopies {
  std::vector<at::Tensor> tensors;  ///< complete when wait() has returned
  std::function<void()> wait;       ///< in any thread
};

/// Of `sources`, all on one device, as they are when its current stream has come as far as it was told by
/// now. A GPU writes them to pinned memory, without being waited for.
HostCopies copy_to_host(const std::vector<at::Tensor>& sources);

}  // namespace emsurvey
