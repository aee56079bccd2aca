#include <c10/cuda/CUDACachingAllocator.h>

#include "bench/gpu_memory.h"

namespace emsurvey {

void begin_peak_memory(const at::Device& device) {
  if (!device.is_cuda()) return;
  c10::cuda::CUDACachingAllocator::emptyCache();
  c10::cuda::CUDACachingAllocator::resetPeakStats(device.index());
}

}  // namespace emsurvey
