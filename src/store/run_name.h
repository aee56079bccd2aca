// The name of a run in messages.
#pragma once

#include <string>

#include "survey/run_description.h"

namespace emsurvey {

/// Names a run, as "run 3 (square, split 1)".
std::string name_of(const RunDescription& run);

}  // namespace emsurvey
