// The device on which a rank trains. The parts that depend on CUDA are implemented twice: in train/cuda for
// builds against LibTorch for CUDA, in train/cpu for all others.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <mutex>
#include <string>

#include "survey/choices.h"

namespace emsurvey {

/// Returns the device for rank `rank_on_node` of a node. `cpu` is the CPU.
/// `cuda` is the GPU of that number; ranks beyond the last GPU share the GPUs round-robin. `automatic` is
/// the same if LibTorch sees a GPU, else the CPU. Throws InputError for `cuda` if LibTorch sees no
/// GPU. Unless the choice is `cpu`, sets CUDA_DEVICE_MAX_CONNECTIONS where it is not set: call it before the
/// first use of a GPU and of threads.
at::Device choose_device(DeviceChoice choice, int rank_on_node);

/// Returns "cpu", or the model name of a GPU ("NVIDIA H200").
std::string device_name(const at::Device& device);

/// Returns an identifier that distinguishes a GPU from all others on any host; empty for a CPU.
std::string device_identity(const at::Device& device);

/// Returns the total memory of a GPU; 0 for a CPU.
std::uint64_t device_memory_bytes(const at::Device& device);

/// Returns the peak memory of this process so far in bytes: on a GPU what LibTorch has reserved there, else the
/// resident memory.
std::uint64_t peak_memory_bytes(const at::Device& device);

/// Returns the major number of the compute capability of a GPU; 0 for a CPU.
int compute_capability(const at::Device& device);

/// Returns whether the device still computes. After some errors a GPU is unusable for the rest of the
/// process.
bool is_usable(const at::Device& device);

/// Returns the memory format of images and weights in which convolutions are fastest on `device`.
at::MemoryFormat fastest_format(const at::Device& device);

/// Makes a GPU the current device of the calling thread. A new thread starts with the first GPU of the
/// process, and calls without an explicit device would create a CUDA context there.
void use_in_this_thread(const at::Device& device);

/// Blocks graph capture in this process while the returned lock is held. Hold it when calling cuDNN with new
/// tensor sizes, because cuDNN then waits for the whole device while it chooses its algorithms. For a CPU,
/// the returned lock owns no mutex.
std::unique_lock<std::mutex> block_graph_capture(const at::Device& device);

/// During its lifetime, no thread of this process captures a graph, and cuDNN chooses its algorithms without
/// benchmarking them. Used for whole sections, since too few have the same size for benchmarking to pay off.
/// Has no effect on a CPU.
class NoAutotuneScope {
 public:
  explicit NoAutotuneScope(const at::Device& device);
  ~NoAutotuneScope();
  NoAutotuneScope(const NoAutotuneScope&) = delete;
  NoAutotuneScope& operator=(const NoAutotuneScope&) = delete;

 private:
  std::unique_lock<std::mutex> lock_;
  bool was_benchmarking_;
};

/// Configures how LibTorch uses the memory of the GPUs of this process: it leaves new tensors uninitialised
/// and keeps its cached memory while cuDNN benchmarks.
void configure_gpu_memory();

/// Releases GPU memory that LibTorch has cached and no tensor uses. Waits while a thread captures a graph.
void release_cached_memory(const at::Device& device);

}  // namespace emsurvey
