// Mean squared difference.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// mean (target - output)^2
Loss square_loss();

}  // namespace emsurvey
