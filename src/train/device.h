// Where a rank trains.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <mutex>
#include <string>

namespace emsurvey {

/// What the key `device` means for the rank of that number on its node: the CPU for `cpu`; for `cuda` the GPU
/// of its number, ranks beyond the last GPU sharing them in turn; for `auto` likewise where LibTorch sees a
/// GPU, else the CPU. Throws InputError for `cuda` where it sees none.
at::Device choose_device(const std::string& key, int rank_on_node);

/// "cpu", or what a GPU calls itself ("NVIDIA H200").
std::string device_name(const at::Device& device);

/// Tells a GPU apart from all others, on this host and elsewhere; empty for a CPU.
std::string device_identity(const at::Device& device);

/// Of a GPU; 0 for a CPU.
std::uint64_t device_memory_bytes(const at::Device& device);

/// Whether it still computes. After some errors a GPU does nothing more for the process.
bool is_usable(const at::Device& device);

/// Makes a GPU the current one of the calling thread, which begins with the first of the process: what does
/// not name its device would make a context there.
void use_in_this_thread(const at::Device& device);

/// While it is held no thread of this process records steps on a GPU: for calls with sizes that are new, for
/// which cuDNN waits for the whole device while it chooses its algorithms. Empty on a CPU.
std::unique_lock<std::mutex> block_graph_capture(const at::Device& device);

/// While it lives no thread of this process records steps, and cuDNN chooses its algorithms without timing
/// them: for whole sections, too few of a size to be worth it. Nothing on a CPU.
class NoAutotuneScope {
 public:
  explicit NoAutotuneScope(const at::Device& device);
  ~NoAutotuneScope();
  NoAutotuneScope(const NoAutotuneScope&) = delete;
  NoAutotuneScope& operator=(const NoAutotuneScope&) = delete;

 private:
  std::unique_lock<std::mutex> turn_;
  bool times_algorithms_;
};

/// Gives memory of a GPU back that LibTorch keeps for its next tensors but that none has now. Waits while a
/// thread records steps.
void release_cached_memory(const at::Device& device);

}  // namespace emsurvey
