// Formats a duration for people.
#pragma once

#include <string>

namespace emsurvey {

/// Formats a duration, as "1 h 05 min", "12 min" or "40 s".
std::string duration_text(double seconds);

}  // namespace emsurvey
