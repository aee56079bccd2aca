// Convolutions on CPUs by kernels of this program, with gradients.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace emsurvey {

/// Whether winograd_convolution() takes `x` [N, C, H, W] with `weight` [out, C, k, k], k = 2, 3 or 4, and is likely to be
/// faster than LibTorch's convolution: float32 on a CPU with AVX2, and enough channels to fill vectors.
bool suits_winograd(const at::Tensor& x, const at::Tensor& weight);

/// All are computed by WinogradConvolution. They differ from LibTorch's by about 2e-6 of the largest output, as do the
/// gradients. They can be differentiated once.

/// Convolution of stride 1 with a border of `padding` < k zeros.
at::Tensor winograd_convolution(const at::Tensor& x, const at::Tensor& weight, std::int64_t padding);

/// Convolution of stride 2 and padding 1 with `weight` [out, C, 4, 4]: [N, C, H, W] -> [N, out, H / 2, W / 2].
at::Tensor halving_winograd_convolution(const at::Tensor& x, const at::Tensor& weight);

/// Transposed convolution of stride 2 and padding 1 with `weight` [C, out, 4, 4]: [N, C, H, W] -> [N, out, 2 H, 2 W].
at::Tensor doubling_winograd_convolution(const at::Tensor& x, const at::Tensor& weight);

}  // namespace emsurvey
