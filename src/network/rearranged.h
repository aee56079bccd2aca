// The last steps of convolutions that CPUs compute as others: pixels are moved and added in one pass over memory.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// [N, out, columns, H, W] -> [N, out, H, W] on a CPU, in float32 or float64; see add_columns(). It can be
/// differentiated once, as interleaved_phases().
at::Tensor added_columns(const at::Tensor& images);

/// [N, 2, 2, out, H + 1, W + 1] -> [N, out, 2 H, 2 W] on a CPU, of any floating type; see interleave_phases().
at::Tensor interleaved_phases(const at::Tensor& phases);

}  // namespace emsurvey
