// Mean absolute difference, which the study calls hinge.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// mean |target - output|
Loss hinge_loss();

}  // namespace emsurvey
