// Mean absolute error, named hinge as in the study.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// mean |target - output|
Loss hinge_loss();

}  // namespace emsurvey
