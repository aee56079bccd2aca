// The mean over annotated pixels, as sums and value.
#pragma once

#include <ATen/ATen.h>

namespace emsurvey {

/// [sum of `terms` where `valid`, number of those]; `valid` as in LossInput, of the shape of `terms`.
inline at::Tensor pixel_sums(const at::Tensor& terms, const at::Tensor& valid) {
  if (!valid.defined()) return at::stack({terms.sum(), at::full({}, terms.numel(), terms.options())});
  return at::stack({(terms * valid).sum(), valid.sum()});
}

/// Their ratio; 0 where nothing is annotated.
inline at::Tensor pixel_mean(const at::Tensor& sums) {
  return sums[0] / sums[1].clamp_min(1);
}

}  // namespace emsurvey
