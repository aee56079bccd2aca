#include "statistics/friedman.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/trapezoidal.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <cstdint>

#include "statistics/ranks.h"
#include "statistics/t_test.h"
#include "tables/moments.h"

namespace emsurvey {
namespace {

/// Returns the probability that the range of `count` standard normal numbers is at most `range`.
double range_probability(double range, std::size_t count) {
  const boost::math::normal normal;
  const auto density = [&](double z) {
    return pdf(normal, z) * std::pow(cdf(normal, z) - cdf(normal, z - range), static_cast<double>(count) - 1);
  };
  return static_cast<double>(count) * boost::math::quadrature::trapezoidal(density, -9.0, 9.0, 1e-10);
}

/// Returns the quantile 0.95 of the range of `count` standard normal numbers.
double range_quantile(std::size_t count) {
  const auto lacking = [count](double range) {
    return range_probability(range, count) - (1 - significance_level);
  };
  std::uintmax_t iterations = 100;
  const auto [below, above] = boost::math::tools::toms748_solve(
      lacking, 0.1, 15.0, boost::math::tools::eps_tolerance<double>(40), iterations);
  return (below + above) / 2;
}

/// Ranks of one unit, rank 1 for the highest value.
std::vector<double> unit_ranks(const std::vector<double>& unit) {
  std::vector<double> descending;
  for (const double value : unit) descending.push_back(-rounded_mean(value));
  return mid_ranks(descending);
}

std::vector<double> average_of(const UnitMatrix& ranks) {
  std::vector<double> averages;
  for (std::size_t setting = 0; setting < ranks.front().size(); ++setting) {
    std::vector<double> of_setting;
    for (const auto& unit : ranks) of_setting.push_back(unit[setting]);
    averages.push_back(moments_of(of_setting).mean);
  }
  return averages;
}

/// Fills in the statistics for the number of units `n`, the number of settings `g` and the tie term.
void set_statistics(double n, double g, double ties, FriedmanTest& test) {
  constexpr double rounding = 1e-9;
  double squares = 0;
  for (const double rank : test.average_ranks) squares += (rank - (g + 1) / 2) * (rank - (g + 1) / 2);
  const double denominator = n * g * (g + 1) - ties / (g - 1);
  if (denominator < rounding) return;
  test.chi2 = 12 * n * n * squares / denominator;
  test.p_chi2 = cdf(complement(boost::math::chi_squared(g - 1), test.chi2));
  const double rest = n * (g - 1) - test.chi2;
  if (rest < rounding) return;
  test.f = (n - 1) * test.chi2 / rest;
  test.p_f = cdf(complement(boost::math::fisher_f(g - 1, (g - 1) * (n - 1)), test.f));
}

}  // namespace

FriedmanTest friedman_test(const UnitMatrix& values) {
  FriedmanTest test;
  if (values.empty()) return test;
  UnitMatrix ranks;
  double ties = 0;
  for (const auto& unit : values) {
    ranks.push_back(unit_ranks(unit));
    ties += tie_term(ranks.back());
  }
  test.average_ranks = average_of(ranks);
  const std::size_t settings = values.front().size();
  if (values.size() < 2 || settings < 2) return test;
  set_statistics(static_cast<double>(values.size()), static_cast<double>(settings), ties, test);
  test.critical_difference = critical_difference(settings, values.size());
  return test;
}

double critical_difference(std::size_t settings, std::size_t units) {
  const double g = static_cast<double>(settings), n = static_cast<double>(units);
  return range_quantile(settings) / std::sqrt(2.0) * std::sqrt(g * (g + 1) / (6 * n));
}

}  // namespace emsurvey
