#include "loss/dice.h"

#include <ATen/ATen.h>

namespace emsurvey {
namespace {

at::Tensor sums(const LossInput& in) {
  auto overlap = in.output * in.target;
  auto squares = in.output.square() + in.target.square();
  if (in.valid.defined()) {
    overlap = overlap * in.valid;
    squares = squares * in.valid;
  }
  return at::stack({overlap.sum(), squares.sum()});
}

at::Tensor value(const at::Tensor& sums) {
  const auto d = 2 * sums[0] / sums[1].clamp_min(1e-30);
  const auto loss = 1 - d;
  return loss + (1 - d.clamp(0, 1 - 1e-10) - loss).detach();
}

}  // namespace

Loss dice_loss() {
  return {"dice", sums, value};
}

}  // namespace emsurvey
