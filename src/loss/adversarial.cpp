#include "loss/adversarial.h"

#include "loss/pixel_mean.h"

namespace emsurvey {
namespace {

constexpr double tiny = 1e-12;  // From the published study.

}  // namespace

at::Tensor adversarial_sums(const at::Tensor& fake) {
  return pixel_sums(-(fake + tiny).log(), {});
}

at::Tensor discriminator_sums(const at::Tensor& real, const at::Tensor& fake) {
  return pixel_sums(-((real + tiny).log() + (1 - fake + tiny).log()), {});
}

}  // namespace emsurvey
