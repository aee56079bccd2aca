// One minus the Dice coefficient of the signed values.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// 1 - clamp(d, 0, 1 - 1e-10), d = 2 sum(o t) / (sum o^2 + sum t^2), sums over the whole batch and all
/// labels, on the
/// [-1, 1] values. The clamp acts on the value alone: the gradient is that of 1 - d, since clamped trainings
/// that begin with d < 0 would never move.
Loss dice_loss();

}  // namespace emsurvey
