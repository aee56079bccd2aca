#include "statistics/detectable.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>

namespace emsurvey {
namespace {

constexpr double wanted_power = 0.8;

double power_of(double noncentrality, double df, double critical) {
  const boost::math::non_central_t right(df, noncentrality), left(df, -noncentrality);
  return cdf(complement(right, critical)) + cdf(complement(left, critical));
}

}  // namespace

double detectable_standard_errors(double df, double level) {
  const double critical = t_quantile(1 - level, df);
  // So far out, the numerator of t varies little beside its mean, and Boost's series would overflow.
  if (critical > 1000) return critical * std::sqrt(quantile(boost::math::chi_squared(df), wanted_power) / df);
  const auto lacking = [&](double noncentrality) {
    return power_of(noncentrality, df, critical) - wanted_power;
  };
  double high = 1;
  while (lacking(high) < 0) high *= 2;
  const boost::math::tools::eps_tolerance<double> tolerance(40);
  std::uintmax_t iterations = 100;
  const auto [below, above] =
      boost::math::tools::toms748_solve(lacking, high / 2, high, tolerance, iterations);
  return (below + above) / 2;
}

double detectable_factor(std::size_t n, double overlap, double level) {
  const double count = static_cast<double>(n);
  return detectable_standard_errors(count - 1, level) * std::sqrt(1 / count + overlap);
}

}  // namespace emsurvey
