// Student's t test of a difference of means, paired or not, and what follows from it.
#pragma once

#include <limits>
#include <vector>

#include "tables/moments.h"

namespace emsurvey {

inline constexpr double significance_level = 0.05;
inline constexpr double default_margin =
    0.05;  ///< Differences below it count as equivalent; in units of the score.

struct Interval {
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

/// An estimated difference with its standard error. Without spread there is no test: `se` is then NaN, and so
/// are t, p and all intervals.
struct TTest {
  double difference = std::numeric_limits<double>::quiet_NaN();
  double se = std::numeric_limits<double>::quiet_NaN();
  double df = std::numeric_limits<double>::quiet_NaN();

  bool is_defined() const { return se > 0; }
  double t() const { return difference / se; }
  double p() const;  ///< Two-sided.
  Interval interval(double confidence) const;
  /// Returns the share of the distribution difference + se T, T ~ t(df), that lies above `bound`.
  double share_above(double bound) const;
};

/// Tests whether the mean of paired differences is 0: the standard error is sd sqrt(1/n + overlap), with n - 1
/// degrees of freedom. Without overlap this is the paired t test; otherwise it is the corrected resampled t
/// test (C. Nadeau and Y. Bengio, Machine Learning 52, 2003; R. R. Bouckaert and E. Frank, PAKDD 2004).
TTest paired_t_test(const std::vector<double>& differences, double overlap);

/// Tests whether two means differ, with the degrees of freedom of Welch and Satterthwaite (B. L. Welch,
/// Biometrika 34, 1947). Undefined if a sample has fewer than two values or neither has any spread. The variance
/// of each mean is sd^2 (1/n + overlap).
TTest welch_t_test(const Moments& first, const Moments& second, double first_overlap = 0,
                   double second_overlap = 0);

/// Returns the two-sided quantile t(1 - (1 - confidence)/2; df).
double t_quantile(double confidence, double df);

}  // namespace emsurvey
