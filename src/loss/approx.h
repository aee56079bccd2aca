// Cross entropy with the logarithm's second-order series.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// -mean(q A(p) + (1 - q) A(1 - p)), A(x) = (x - 1) - (x - 1)^2 / 2, the series of log at 1.
Loss approx_loss();

}  // namespace emsurvey
