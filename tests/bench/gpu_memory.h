// The GPU memory that LibTorch has reserved.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Resets the peak (see peak_memory_bytes) and releases cached memory. No effect on a CPU.
void begin_peak_memory(const at::Device& device);

}  // namespace emsurvey
