// Convolutions on CPUs by kernels of this program, with gradients.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "kernels/convolution_shape.h"

namespace emsurvey {

/// Whether the convolution of `shape`, one of those below, is likely to be faster than LibTorch's for `x` and `weight`:
/// float32 on a CPU with AVX2, enough channels to fill vectors, and enough pixels for the transform of the weights.
bool suits_winograd(const ConvolutionShape& shape, const at::Tensor& x, const at::Tensor& weight);

/// All are computed by WinogradConvolution. They differ from LibTorch's by about 2e-6 of the largest output, as do the
/// gradients. They can be differentiated once.

/// Convolution of stride 1 with `weight` [out, C, k, k], k = 2, 3 or 4, and a border of `padding` < k zeros.
at::Tensor winograd_convolution(const at::Tensor& x, const at::Tensor& weight, std::int64_t padding);
ConvolutionShape sliding_shape(const at::Tensor& x, const at::Tensor& weight, std::int64_t padding);

/// Convolution of stride 2 and padding 1 with `weight` [out, C, 4, 4]: [N, C, H, W] -> [N, out, H / 2, W / 2].
at::Tensor halving_winograd_convolution(const at::Tensor& x, const at::Tensor& weight);
ConvolutionShape halving_shape(const at::Tensor& x, const at::Tensor& weight);

/// Transposed convolution of stride 2 and padding 1 with `weight` [C, out, 4, 4]: [N, C, H, W] -> [N, out, 2 H, 2 W].
at::Tensor doubling_winograd_convolution(const at::Tensor& x, const at::Tensor& weight);
ConvolutionShape doubling_shape(const at::Tensor& x, const at::Tensor& weight);

}  // namespace emsurvey
