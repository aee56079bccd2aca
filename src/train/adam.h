// The optimiser of all trainings.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace emsurvey {

/// Adam (Kingma and Ba, ICLR 2015, algorithm 1) on one flat buffer; beta2 0.999, eps 1e-8, no decay.
class Adam {
 public:
  /// For buffers like `values`.
  Adam(const at::Tensor& values, double learning_rate, double beta1);

  void update(at::Tensor& values, const at::Tensor& gradients);

  std::int64_t steps = 0;
  at::Tensor first_moment;   ///< like the values
  at::Tensor second_moment;  ///< likewise

 private:
  double learning_rate_;
  double beta1_;
};

}  // namespace emsurvey
