// The GPU memory that LibTorch has reserved.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Resets the peak and releases cached memory. No effect on a CPU.
void begin_peak_memory(const at::Device& device);

/// The peak since begin_peak_memory() in bytes; 0 for a CPU.
double peak_memory_bytes(const at::Device& device);

}  // namespace emsurvey
