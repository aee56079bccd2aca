// Norm of channels on CPUs by kernels of this program, with gradients.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Whether plane_norm() takes `x` [N, C, H, W]: float32 on a CPU with AVX2.
bool suits_plane_norm(const at::Tensor& x);

/// Operations that plane_norm() applies to its normalised values.
struct AfterNorm {
  bool has_relu = false;
  at::Tensor added;  ///< [N, C, H, W], added after the ReLU; undefined if nothing is added. Needs has_relu.
};

/// Normalises each channel of each sample by its mean and variance, eps 1e-5, then multiplies it by `weight` [C]
/// and adds `bias` [C]. Of the large tensors only `x` is kept for the gradients. It can be differentiated once.
at::Tensor plane_norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                      const AfterNorm& after = {});

}  // namespace emsurvey
