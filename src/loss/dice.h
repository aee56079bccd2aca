// One minus the Dice coefficient of the signed values.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// 1 - clamp(d, 0, 1 - 1e-10), where d = 2 sum(o t) / (sum o^2 + sum t^2). The sums run over the whole batch
/// and all labels, on values in [-1, 1]. The clamp affects only the value: the gradient is that of 1 - d,
/// since the gradient of the clamped value is 0 for d < 0 and a training that starts there would not learn.
Loss dice_loss();

}  // namespace emsurvey
