// The optimiser of all networks.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Adam (Kingma and Ba, ICLR 2015, algorithm 1) on one flat buffer, with beta2 = 0.999, epsilon = 1e-8 and no
/// weight decay.
class Adam {
 public:
  /// Optimises buffers like `values`, float32. `is_fused` selects LibTorch's fused kernel, which reads the
  /// step count on the device and never waits for the host, so that an update can be captured in a CUDA
  /// graph. LibTorch has this kernel for GPUs and, from version 2.4 on, for CPUs. The unfused implementation
  /// differs from it by rounding only.
  Adam(const at::Tensor& values, double learning_rate, double beta1, bool is_fused);

  void update(at::Tensor& values, const at::Tensor& gradients);

  at::Tensor steps;          ///< Number of updates so far, [], float32 as the fused kernel requires.
  at::Tensor first_moment;   ///< First moment, of the shape of the values.
  at::Tensor second_moment;  ///< Second moment, of the shape of the values.

 private:
  double learning_rate_;
  double beta1_;
  bool is_fused_;
};

}  // namespace emsurvey
