// How messages call a run.
#pragma once

#include <string>

#include "survey/experiment.h"

namespace emsurvey {

/// "run 3 (square, split 1)".
std::string name_of(const Experiment& experiment);

/// One line on stderr about it.
void complain_of(const Experiment& experiment, const std::string& message);

}  // namespace emsurvey
