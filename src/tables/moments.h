// Mean and standard deviation of scores.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace emsurvey {

struct Moments {
  std::size_t n = 0;                                       ///< Number of finite values.
  double mean = std::numeric_limits<double>::quiet_NaN();  ///< NaN if n = 0.
  /// Standard deviation of the sample (divisor n - 1); NaN if n < 2.
  double sd = std::numeric_limits<double>::quiet_NaN();
};

/// Computes the moments of the finite values in `values`.
Moments moments_of(const std::vector<double>& values);

}  // namespace emsurvey
