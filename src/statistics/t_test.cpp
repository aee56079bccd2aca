#include "statistics/t_test.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace emsurvey {
namespace {

using boost::math::students_t;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double variance_of_mean(const Moments& moments, double overlap) {
  return moments.sd * moments.sd * (1 / static_cast<double>(moments.n) + overlap);
}

}  // namespace

double t_quantile(double confidence, double df) {
  return quantile(complement(students_t(df), (1 - confidence) / 2));
}

double TTest::p() const {
  return is_defined() ? 2 * cdf(complement(students_t(df), std::abs(t()))) : undefined;
}

Interval TTest::interval(double confidence) const {
  if (!is_defined()) return {};
  const double half = t_quantile(confidence, df) * se;
  return {difference - half, difference + half};
}

double TTest::share_above(double bound) const {
  return is_defined() ? cdf(complement(students_t(df), (bound - difference) / se)) : undefined;
}

TTest paired_t_test(const std::vector<double>& differences, double overlap) {
  const Moments moments = moments_of(differences);
  TTest test;
  test.difference = moments.mean;
  if (!(moments.sd > 0)) return test;
  const double n = static_cast<double>(moments.n);
  test.se = moments.sd * std::sqrt(1 / n + overlap);
  test.df = n - 1;
  return test;
}

TTest welch_t_test(const Moments& first, const Moments& second, double first_overlap, double second_overlap) {
  TTest test;
  test.difference = first.mean - second.mean;
  if (!(first.sd + second.sd > 0)) return test;
  const double variance_first = variance_of_mean(first, first_overlap);
  const double variance_second = variance_of_mean(second, second_overlap);
  test.se = std::sqrt(variance_first + variance_second);
  // Shares instead of squares of variances, which would underflow for scores near 0.
  const double share = variance_first / (variance_first + variance_second);
  test.df = 1 / (share * share / static_cast<double>(first.n - 1) +
                 (1 - share) * (1 - share) / static_cast<double>(second.n - 1));
  return test;
}

}  // namespace emsurvey
