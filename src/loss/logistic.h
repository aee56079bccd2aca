// Binary cross entropy of each label separately.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// -mean(q log(p + 1e-7) + (1 - q) log(1 - p + 1e-7))
Loss logistic_loss();

}  // namespace emsurvey
