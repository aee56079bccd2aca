// Cross entropy with the logarithm approximated by its second-order Taylor series.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// -mean(q A(p) + (1 - q) A(1 - p)), where A(x) = (x - 1) - (x - 1)^2 / 2 is the Taylor series of log at 1.
Loss approx_loss();

}  // namespace emsurvey
