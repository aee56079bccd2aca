// The interval of Welch's t test: how far two means may truly lie apart.
#pragma once

#include <limits>

#include "tables/moments.h"

namespace emsurvey {

struct MeanDifference {
  double difference = std::numeric_limits<double>::quiet_NaN();  ///< first mean - second mean
  double low =
      std::numeric_limits<double>::quiet_NaN();  ///< ends of the 95 % interval; not a number without SD
  double high = std::numeric_limits<double>::quiet_NaN();
};

/// Welch's interval with the degrees of freedom of Welch and Satterthwaite (B. L. Welch, Biometrika 34,
/// 1947). Where only one side has a standard deviation, the standard error is that side's alone, with n - 1
/// degrees.
MeanDifference welch_difference(const Moments& first, const Moments& second);

}  // namespace emsurvey
