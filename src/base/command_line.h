// Words of a command line as text.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// Returns a line that a POSIX shell splits into `words`: words that it would change are quoted.
std::string command_line(const std::vector<std::string>& words);

}  // namespace emsurvey
