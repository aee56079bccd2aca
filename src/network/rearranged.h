// The first and last steps of convolutions that CPUs compute as others: pixels are moved and added in one pass over
// memory.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace emsurvey {

/// [N, out, columns, H, W] -> [N, out, H, W] on a CPU, in float32 or float64; see add_columns(). It can be
/// differentiated once, as interleaved_phases().
at::Tensor added_columns(const at::Tensor& images);

/// The phases [N, 2, 2, C, H / 2 + 1, W / 2 + 1] of an image [N, C, H, W] on a CPU, of any floating type, likewise; see
/// separate_phases().
at::Tensor separated_phases(const at::Tensor& image);

/// The image [N, C, height, width] of such phases; see interleave_phases().
at::Tensor interleaved_phases(const at::Tensor& phases, std::int64_t height, std::int64_t width);

}  // namespace emsurvey
