#include "train/cuda/pinned_copies.h"

#include <ATen/ATen.h>
#include <ATen/cuda/CUDAEvent.h>
#include <c10/cuda/CUDAGuard.h>

#include <memory>

namespace emsurvey {

HostCopies copy_to_pinned(const std::vector<at::Tensor>& sources) {
  const at::Device gpu = sources.front().device();
  const c10::cuda::CUDAGuard current(gpu);
  HostCopies copies;
  for (const at::Tensor& source : sources) {
    const auto pinned = source.options().device(at::kCPU).pinned_memory(true);
    copies.tensors.push_back(at::empty(source.sizes(), pinned));
    copies.tensors.back().copy_(source, /*non_blocking=*/true);
  }
  // cudaEventBlockingSync: a thread that waits for the event sleeps.
  const auto end = std::make_shared<at::cuda::CUDAEvent>(cudaEventDisableTiming | cudaEventBlockingSync);
  end->record(c10::cuda::getCurrentCUDAStream(gpu.index()));
  copies.wait = [gpu, end] {
    const c10::cuda::CUDAGuard current_there(gpu);
    end->synchronize();
  };
  return copies;
}

}  // namespace emsurvey
