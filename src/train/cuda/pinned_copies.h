// Asynchronous copies from a GPU to pinned memory.
#pragma once

#include "train/host_copies.h"

namespace emsurvey {

/// Implements copy_to_host() for tensors on a GPU.
HostCopies copy_to_pinned(const std::vector<at::Tensor>& sources);

}  // namespace emsurvey
