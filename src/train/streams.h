// The streams of a GPU, each of which executes its work in order. A CPU has none: its work is done at once.
// Implemented in train/cuda and, for builds without CUDA, in train/cpu.
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

namespace emsurvey {

/// Registers the current stream of this thread as a user of the memory of `tensor` (record_stream), so that
/// the memory is not reused before all work that is enqueued on the stream during the lifetime of the tensor
/// is done. No effect on a CPU.
void register_in_current_stream(const at::Tensor& tensor);

/// Returns a function that waits for all work that is now enqueued on the current stream of `device`. Any
/// thread may call it; it sleeps meanwhile.
std::function<void()> waiter_for_enqueued_work(const at::Device& device);

}  // namespace emsurvey
