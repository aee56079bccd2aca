#include "loss/softmax.h"

#include <limits>

#include "loss/pixel_mean.h"

namespace emsurvey {
namespace {

at::Tensor sums(const LossInput& in) {
  auto p = in.output / 2 + 0.5, q = in.target / 2 + 0.5;
  at::Tensor pixel_valid;
  if (in.valid.defined()) {
    const auto annotated = in.valid > 0;
    pixel_valid = annotated.any(1);
    // A pixel without any annotation keeps its logits, because a softmax over no labels would be NaN. The
    // pixel does not count in the sums.
    const auto left_out = annotated.logical_not().logical_and(pixel_valid.unsqueeze(1));
    p = p.masked_fill(left_out, -std::numeric_limits<float>::max());
    q = q * in.valid;
    pixel_valid = pixel_valid.to(in.output.scalar_type());
  }
  const auto log_sum = p.logsumexp(1);
  const auto agreement = (q * p).sum(1);
  const auto trained = pixel_sums(log_sum - agreement, pixel_valid);
  const auto reported = pixel_sums(q.sum(1) * log_sum - agreement, pixel_valid);
  return trained + (reported - trained).detach();
}

}  // namespace

Loss softmax_loss() {
  return {"softmax", sums, pixel_mean};
}

}  // namespace emsurvey
