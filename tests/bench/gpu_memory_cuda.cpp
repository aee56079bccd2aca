#include <c10/cuda/CUDACachingAllocator.h>

#include "bench/gpu_memory.h"

namespace emsurvey {

void begin_peak_memory(const at::Device& device) {
  if (!device.is_cuda()) return;
  c10::cuda::CUDACachingAllocator::emptyCache();
  c10::cuda::CUDACachingAllocator::resetPeakStats(device.index());
}

double peak_memory_bytes(const at::Device& device) {
  if (!device.is_cuda()) return 0;
  const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(device.index());
  return static_cast<double>(stats.reserved_bytes[0].peak);
}

}  // namespace emsurvey
