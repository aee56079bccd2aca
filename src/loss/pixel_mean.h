// The mean over annotated pixels as the two stages of a loss (see Loss).
#pragma once

#include <ATen/ATen.h>

namespace emsurvey {

/// Returns [sum of `terms` where `valid`, number of valid terms]. `valid` is as in LossInput, with the shape
/// of `terms`.
inline at::Tensor pixel_sums(const at::Tensor& terms, const at::Tensor& valid) {
  if (!valid.defined()) return at::stack({terms.sum(), at::full({}, terms.numel(), terms.options())});
  return at::stack({(terms * valid).sum(), valid.sum()});
}

/// Returns the ratio of the sums, or 0 if nothing is annotated.
inline at::Tensor pixel_mean(const at::Tensor& sums) {
  return sums[0] / sums[1].clamp_min(1);
}

}  // namespace emsurvey
