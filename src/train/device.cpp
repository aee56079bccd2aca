#include "train/device.h"

#include <ATen/ATen.h>
#include <torch/cuda.h>
#ifdef EMSURVEY_CUDA
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>

#include "train/cuda/graph_capture_lock.h"
#endif

#include <exception>

#include "base/error.h"

namespace emsurvey {

at::Device choose_device(const std::string& key, int rank_on_node) {
  if (key == "cpu") return at::kCPU;
  const auto gpus = static_cast<int>(torch::cuda::device_count());
  require(key != "cuda" || gpus > 0, "device", "is cuda, but LibTorch sees no GPU here",
          "use cpu, or a build against LibTorch for CUDA on a machine with a GPU");
  if (gpus == 0) return at::kCPU;
  return {at::kCUDA, static_cast<at::DeviceIndex>(rank_on_node % gpus)};
}

std::string device_name(const at::Device& device) {
#ifdef EMSURVEY_CUDA
  if (device.is_cuda()) return at::cuda::getDeviceProperties(device.index())->name;
#endif
  return device.is_cpu() ? "cpu" : device.str();
}

std::string device_identity([[maybe_unused]] const at::Device& device) {
#ifdef EMSURVEY_CUDA
  if (device.is_cuda()) {
    const cudaUUID_t uuid = at::cuda::getDeviceProperties(device.index())->uuid;
    return {uuid.bytes, sizeof uuid.bytes};
  }
#endif
  return "";
}

std::uint64_t device_memory_bytes([[maybe_unused]] const at::Device& device) {
#ifdef EMSURVEY_CUDA
  if (device.is_cuda()) return at::cuda::getDeviceProperties(device.index())->totalGlobalMem;
#endif
  return 0;
}

bool is_usable(const at::Device& device) {
  try {
    const auto turn = block_graph_capture(device);
    return at::ones({}, at::TensorOptions(device)).item<float>() == 1;
  } catch (const c10::OutOfMemoryError&) {
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

void use_in_this_thread([[maybe_unused]] const at::Device& device) {
#ifdef EMSURVEY_CUDA
  if (device.is_cuda()) c10::cuda::set_device(device.index());
#endif
}

std::unique_lock<std::mutex> block_graph_capture([[maybe_unused]] const at::Device& device) {
#ifdef EMSURVEY_CUDA
  if (device.is_cuda()) return graph_capture_lock();
#endif
  return {};
}

NoAutotuneScope::NoAutotuneScope(const at::Device& device)
    : turn_(block_graph_capture(device)), times_algorithms_(at::globalContext().benchmarkCuDNN()) {
  if (turn_.owns_lock()) at::globalContext().setBenchmarkCuDNN(false);
}

NoAutotuneScope::~NoAutotuneScope() {
  if (turn_.owns_lock()) at::globalContext().setBenchmarkCuDNN(times_algorithms_);
}

void release_cached_memory([[maybe_unused]] const at::Device& device) {
#ifdef EMSURVEY_CUDA
  if (!device.is_cuda()) return;
  const auto turn = block_graph_capture(device);
  try {
    c10::cuda::CUDACachingAllocator::emptyCache();
  } catch (const c10::Error&) {
    // A broken GPU has no memory to release; its next use reports the error.
  }
#endif
}

}  // namespace emsurvey
