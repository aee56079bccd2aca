// Confidence interval for the difference of two means by Welch's t test.
#pragma once

#include <limits>

#include "tables/moments.h"

namespace emsurvey {

struct MeanDifference {
  double difference = std::numeric_limits<double>::quiet_NaN();  ///< first mean - second mean.
  /// Ends of the 95 % interval; NaN if neither sample has a standard deviation.
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

/// Computes Welch's interval with the degrees of freedom of Welch and Satterthwaite (B. L. Welch, Biometrika
/// 34, 1947). If only one sample has a standard deviation, the standard error is that of this sample, with
/// n - 1 degrees of freedom.
MeanDifference welch_difference(const Moments& first, const Moments& second);

}  // namespace emsurvey
