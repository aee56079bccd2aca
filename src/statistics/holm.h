// Correction of p values for their number.
#pragma once

#include <cstddef>
#include <vector>

namespace emsurvey {

/// Returns the p values after the correction of S. Holm (Scand. J. Stat. 6, 1979), in the given order. NaN
/// stays NaN and does not count. `not_tested` is the number of further tests that were left out; they count like
/// tests with p = 1, so that it does not matter how they were chosen.
std::vector<double> holm(const std::vector<double>& p_values, std::size_t not_tested = 0);

}  // namespace emsurvey
