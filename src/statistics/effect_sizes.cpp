#include "statistics/effect_sizes.h"

#include <cmath>
#include <cstddef>
#include <limits>

#include "statistics/exact_tests.h"
#include "statistics/score_set.h"

namespace emsurvey {

double hedges_factor(std::size_t n) {
  if (n < 3) return std::numeric_limits<double>::quiet_NaN();
  const double f = static_cast<double>(n) - 1;
  return std::exp(std::lgamma(f / 2) - std::lgamma((f - 1) / 2)) / std::sqrt(f / 2);
}

double rank_biserial(const std::vector<double>& differences) {
  const SignedRanks signs = signed_ranks(differences);
  const double sum = signs.plus + signs.minus;
  return sum > 0 ? (signs.plus - signs.minus) / sum : 0;
}

double share_of_positive(const std::vector<double>& differences) {
  double positive = 0;
  for (const double difference : differences) positive += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
  return positive / static_cast<double>(differences.size());
}

double a12(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<double> differences;
  for (const double one : first)
    for (const double other : second) differences.push_back(rounded_mean(one - other));
  return share_of_positive(differences);
}

}  // namespace emsurvey
