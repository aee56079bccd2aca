// Mean and standard deviation of scores.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace emsurvey {

struct Moments {
  std::size_t n = 0;                                       ///< values that are finite
  double mean = std::numeric_limits<double>::quiet_NaN();  ///< not a number for n = 0
  double sd =
      std::numeric_limits<double>::quiet_NaN();  ///< of the sample, divisor n - 1; not a number for n < 2
};

/// Of the finite ones of `values`.
Moments moments_of(const std::vector<double>& values);

}  // namespace emsurvey
