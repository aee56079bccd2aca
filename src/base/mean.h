// Mean of values of which some may be undefined.
#pragma once

#include <cmath>
#include <limits>
#include <span>

namespace emsurvey {

/// Returns the mean of the finite values; NaN if there are none.
inline double mean_of_finite(std::span<const double> values) {
  double sum = 0;
  std::size_t count = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace emsurvey
