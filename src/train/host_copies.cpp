#include "train/host_copies.h"

#include <ATen/ATen.h>

#ifdef EMSURVEY_CUDA
#include "train/cuda/pinned_copies.h"
#endif

namespace emsurvey {

HostCopies copy_to_host(const std::vector<at::Tensor>& sources) {
#ifdef EMSURVEY_CUDA
  if (sources.front().is_cuda()) return copy_to_pinned(sources);
#endif
  HostCopies copies{{}, [] {}};
  for (const at::Tensor& source : sources)
    copies.tensors.push_back(
        source.to(at::kCPU, source.scalar_type(), /*non_blocking=*/false, /*copy=*/true));
  return copies;
}

}  // namespace emsurvey
