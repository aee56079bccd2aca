// The memory that LibTorch has taken on a GPU.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Forgets the peak so far and gives back what is not in use; nothing on a CPU.
void begin_peak_memory(const at::Device& device);

/// The peak since, in bytes; 0 for a CPU.
double peak_memory_bytes(const at::Device& device);

}  // namespace emsurvey
