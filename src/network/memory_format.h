// Memory formats of tensors with a single channel.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Returns a view of `x` [N, 1, H, W], contiguous, with the strides of channels last. LibTorch infers the memory
/// format of a tensor from its strides alone. With a single channel both formats describe the same memory, but
/// the usual strides count as NCHW, in which LibTorch then computes a convolution or concatenation.
inline at::Tensor as_channels_last(const at::Tensor& x) {
  return x.view({x.size(0), x.size(2), x.size(3), 1}).permute({0, 3, 1, 2});
}

}  // namespace emsurvey
