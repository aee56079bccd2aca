#include "train/device.h"

#include "base/resident_memory.h"

namespace emsurvey {

std::string device_name(const at::Device& /*device*/) {
  return "cpu";
}

std::string device_identity(const at::Device& /*device*/) {
  return "";
}

std::uint64_t device_memory_bytes(const at::Device& /*device*/) {
  return 0;
}

std::uint64_t peak_memory_bytes(const at::Device& /*device*/) {
  return resident_memory().most_bytes;
}

int compute_capability(const at::Device& /*device*/) {
  return 0;
}

void use_in_this_thread(const at::Device& /*device*/) {}

std::unique_lock<std::mutex> block_graph_capture(const at::Device& /*device*/) {
  return {};
}

void configure_gpu_memory() {}

void release_cached_memory(const at::Device& /*device*/) {}

}  // namespace emsurvey
