#include "train/device.h"

#include <ATen/Context.h>
#include <ATen/cuda/CUDAContext.h>
#include <ATen/native/ConvUtils.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>

#include "base/resident_memory.h"
#include "train/cuda/graph_capture_lock.h"

namespace emsurvey {

std::string device_name(const at::Device& device) {
  if (!device.is_cuda()) return "cpu";
  return at::cuda::getDeviceProperties(device.index())->name;
}

std::string device_identity(const at::Device& device) {
  if (!device.is_cuda()) return "";
  const cudaUUID_t uuid = at::cuda::getDeviceProperties(device.index())->uuid;
  return {uuid.bytes, sizeof uuid.bytes};
}

std::uint64_t device_memory_bytes(const at::Device& device) {
  return device.is_cuda() ? at::cuda::getDeviceProperties(device.index())->totalGlobalMem : 0;
}

std::uint64_t peak_memory_bytes(const at::Device& device) {
  if (!device.is_cuda()) return resident_memory().most_bytes;
  constexpr std::size_t all_pools = 0;
  const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(device.index());
  return static_cast<std::uint64_t>(stats.reserved_bytes[all_pools].peak);
}

int compute_capability(const at::Device& device) {
  return device.is_cuda() ? at::cuda::getDeviceProperties(device.index())->major : 0;
}

void use_in_this_thread(const at::Device& device) {
  if (device.is_cuda()) c10::cuda::set_device(device.index());
}

std::unique_lock<std::mutex> block_graph_capture(const at::Device& device) {
  if (!device.is_cuda()) return {};
  return graph_capture_lock();
}

void configure_gpu_memory() {
  at::globalContext().setDeterministicFillUninitializedMemory(false);  // No code reads uninitialised memory.
  at::native::_cudnn_set_conv_benchmark_empty_cache(false);            // Other trainings may share the GPU.
}

void release_cached_memory(const at::Device& device) {
  if (!device.is_cuda()) return;
  const auto lock = graph_capture_lock();
  try {
    c10::cuda::CUDACachingAllocator::emptyCache();
  } catch (const c10::Error&) {
    // A broken GPU has no memory to release; its next use reports the error.
  }
}

}  // namespace emsurvey
