#include "loss/logistic.h"

#include "loss/pixel_mean.h"

namespace emsurvey {
namespace {

constexpr double epsilon = 1e-7;  // Keeps the logarithm of a saturated output finite.

at::Tensor sums(const LossInput& in) {
  const auto p = in.output / 2 + 0.5, q = in.target / 2 + 0.5;
  return pixel_sums(-(q * (p + epsilon).log() + (1 - q) * (1 - p + epsilon).log()), in.valid);
}

}  // namespace

Loss logistic_loss() {
  return {"logistic", sums, pixel_mean};
}

}  // namespace emsurvey
