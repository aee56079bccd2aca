#include "statistics/sample_size.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "statistics/detectable.h"
#include "statistics/pair_sentence.h"

namespace emsurvey {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t count = values.size();
  return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

double design_factor(const Design& design, std::size_t n, double level) {
  const auto largest = std::max_element(design.overlap.begin(), design.overlap.end());
  if (design.is_paired) return detectable_factor(n, largest == design.overlap.end() ? 0 : *largest, level);
  // Welch's test of two settings with the same spread.
  const auto count = static_cast<double>(n);
  return detectable_standard_errors(2 * (count - 1), level) * std::sqrt(2 / count);
}

std::optional<double> typical_deviation(const Design& design, const MetricAnalysis& result) {
  std::vector<double> deviations;
  if (design.is_paired) {
    for (const PairComparison& pair : result.pairs) deviations.push_back(pair.sd);
  } else {
    for (const SettingSummary& setting : result.settings) deviations.push_back(setting.sd_trainings);
  }
  std::erase_if(deviations, [](double deviation) { return !(deviation > 0); });
  if (deviations.empty()) return std::nullopt;
  return median(std::move(deviations));
}

Interval deviation_factors(std::size_t n) {
  const auto freedom = static_cast<double>(n) - 1;
  const boost::math::chi_squared distribution(freedom);
  return {std::sqrt(freedom / quantile(distribution, 1 - significance_level / 2)),
          std::sqrt(freedom / quantile(distribution, significance_level / 2))};
}

std::string deviation_words(const Design& design) {
  const std::string noun = unit_noun(design);
  return design.is_paired ? "standard deviation of the difference of two settings between " + noun + "s"
                          : "standard deviation between the " + noun + "s of a setting";
}

}  // namespace emsurvey
