// How many trainings would find which difference.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// Returns the median of at least one value.
double median(std::vector<double> values);

/// Returns the difference that 8 of 10 surveys with n units a setting (n >= 2) would find at `level`, divided by the
/// standard deviation of the difference of two settings between units; if nothing pairs the trainings, by that of
/// the trainings of a setting. The overlap is the largest of the design.
double design_factor(const Design& design, std::size_t n, double level = significance_level);

/// Returns this standard deviation in an analysis: the median over the pairs, or settings, that have one.
std::optional<double> typical_deviation(const Design& design, const MetricAnalysis& result);

/// Returns the ends of the 95 % interval of the true standard deviation, divided by one that was estimated from n
/// units of a normal distribution.
Interval deviation_factors(std::size_t n);

/// Returns what design_factor() is divided by, in words.
std::string deviation_words(const Design& design);

}  // namespace emsurvey
