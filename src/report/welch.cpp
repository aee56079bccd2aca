#include "report/welch.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace emsurvey {
namespace {

/// Returns the variance of the mean, or 0 if it is not known.
double error_square(const Moments& moments) {
  return std::isfinite(moments.sd) ? moments.sd * moments.sd / static_cast<double>(moments.n) : 0;
}

/// Returns the contribution of one sample to the inverse of the degrees of freedom. `share` is its part of
/// the squared standard error; it is used because quotients of squares would underflow for scores near 0.
double inverse_degrees(const Moments& moments, double share) {
  return std::isfinite(moments.sd) ? share * share / static_cast<double>(moments.n - 1) : 0;
}

}  // namespace

MeanDifference welch_difference(const Moments& first, const Moments& second) {
  MeanDifference result;
  result.difference = first.mean - second.mean;
  if (!std::isfinite(result.difference)) return result;
  if (!std::isfinite(first.sd) && !std::isfinite(second.sd)) return result;
  const double square = error_square(first) + error_square(second);
  double half_width = 0;
  if (square > 0) {
    const double share = error_square(first) / square;
    const double degrees = 1 / (inverse_degrees(first, share) + inverse_degrees(second, 1 - share));
    half_width = boost::math::quantile(boost::math::students_t(degrees), 0.975) * std::sqrt(square);
  }
  result.low = result.difference - half_width;
  result.high = result.difference + half_width;
  return result;
}

}  // namespace emsurvey
