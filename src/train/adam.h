// The optimiser of all trainings.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace emsurvey {

/// Adam (Kingma and Ba, ICLR 2015, algorithm 1) on one flat buffer; beta2 0.999, eps 1e-8, no decay.
class Adam {
 public:
  /// For buffers like `values`, float32. `is_fused`: LibTorch's single kernel, which reads the number of
  /// steps on the device and waits for nothing, so that an update can be recorded and repeated. LibTorch has
  /// it for GPUs, and from 2.4 on for CPUs. The other way of computing differs from it by rounding.
  Adam(const at::Tensor& values, double learning_rate, double beta1, bool is_fused);

  void update(at::Tensor& values, const at::Tensor& gradients);

  at::Tensor steps;          ///< taken so far, [], float32 as the kernel wants it
  at::Tensor first_moment;   ///< like the values
  at::Tensor second_moment;  ///< likewise

 private:
  double learning_rate_;
  double beta1_;
  bool is_fused_;
};

}  // namespace emsurvey
