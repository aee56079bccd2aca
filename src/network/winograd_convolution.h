// Convolutions on CPUs by kernels of this program, with gradients.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Whether winograd_convolution() takes `x` [N, C, H, W] with `weight` [out, C, 3, 3] and is likely to be
/// faster than LibTorch's convolution: float32 on a CPU with AVX2, and enough channels to fill vectors.
bool suits_winograd(const at::Tensor& x, const at::Tensor& weight);

/// Convolution of stride 1 with a border of one zero, [N, out, H, W], by WinogradConvolution. Differs from
/// LibTorch's by about 2e-6 of the largest output, as do the gradients. It can be differentiated once.
at::Tensor winograd_convolution(const at::Tensor& x, const at::Tensor& weight);

}  // namespace emsurvey
