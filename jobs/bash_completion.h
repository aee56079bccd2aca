// The completion of command lines in bash.
#pragma once

#include <string>
#include <vector>

#include "command.h"

namespace emsurvey {

/// Returns a bash script that completes commands, their options, the names that a key of a survey takes, and
/// paths. It needs nothing but bash 4.
std::string bash_completion(const std::vector<Command>& commands);

}  // namespace emsurvey
