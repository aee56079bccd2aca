// Correction of p values for their number.
#pragma once

#include <vector>

namespace emsurvey {

/// Returns the p values after the correction of S. Holm (Scand. J. Stat. 6, 1979), in the given order. NaN
/// stays NaN and does not count.
std::vector<double> holm(const std::vector<double>& p_values);

}  // namespace emsurvey
