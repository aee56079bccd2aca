#include "train/device.h"

#include <ATen/ATen.h>
#include <torch/cuda.h>

#include <cstdlib>
#include <exception>

#include "base/error.h"

namespace emsurvey {

at::Device choose_device(DeviceChoice choice, int rank_on_node) {
  if (choice == DeviceChoice::cpu) return at::kCPU;
  // Streams share 8 queues to the GPU by default, and wait for each other in a shared one. CUDA reads the
  // variable when it starts.
  ::setenv("CUDA_DEVICE_MAX_CONNECTIONS", "32", /*overwrite=*/0);
  const auto gpus = static_cast<int>(torch::cuda::device_count());
  require(choice != DeviceChoice::cuda || gpus > 0, "device", "is cuda, but LibTorch sees no GPU here",
          "use cpu, or a build against LibTorch for CUDA on a machine with a GPU");
  if (gpus == 0) return at::kCPU;
  return {at::kCUDA, static_cast<at::DeviceIndex>(rank_on_node % gpus)};
}

at::MemoryFormat fastest_format(const at::Device& device) {
  return device.is_cuda() ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
}

bool is_usable(const at::Device& device) {
  try {
    const auto lock = block_graph_capture(device);
    return at::ones({}, at::TensorOptions(device)).item<float>() == 1;
  } catch (const c10::OutOfMemoryError&) {
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

NoAutotuneScope::NoAutotuneScope(const at::Device& device)
    : lock_(block_graph_capture(device)), was_benchmarking_(at::globalContext().benchmarkCuDNN()) {
  if (lock_.owns_lock()) at::globalContext().setBenchmarkCuDNN(false);
}

NoAutotuneScope::~NoAutotuneScope() {
  if (lock_.owns_lock()) at::globalContext().setBenchmarkCuDNN(was_benchmarking_);
}

}  // namespace emsurvey
