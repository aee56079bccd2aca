// The name of a run in messages.
#pragma once

#include <string>

#include "survey/experiment.h"

namespace emsurvey {

/// Names a run, as "run 3 (square, split 1)".
std::string name_of(const Experiment& experiment);

}  // namespace emsurvey
