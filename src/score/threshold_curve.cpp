#include "score/threshold_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "base/mean.h"
#include "score/compared_label.h"
#include "score/growing_regions.h"
#include "score/instance_scores.h"
#include "score/pixel_scores.h"
#include "score/threshold.h"

namespace emsurvey {
namespace {

constexpr std::size_t values = 256;

/// Numbers of annotated pixels by their predicted value.
struct ValueCounts {
  std::array<std::int64_t, values> in_truth{};
  std::array<std::int64_t, values> elsewhere{};

  std::int64_t total() const {
    std::int64_t sum = 0;
    for (std::size_t value = 0; value < values; ++value) sum += in_truth[value] + elsewhere[value];
    return sum;
  }
  PixelCounts at(double threshold) const {
    PixelCounts counts;
    const std::size_t absent = highest_absent_value(threshold);
    for (std::size_t value = 0; value < values; ++value) {
      (value > absent ? counts.both : counts.only_true) += in_truth[value];
      (value > absent ? counts.only_predicted : counts.neither) += elsewhere[value];
    }
    return counts;
  }
};

/// Counts the annotated pixels by value and truth. Neighbours often have one value, and adding to one counter
/// again must wait for the sum before, so neighbours have counters of their own.
ValueCounts count_values(const ScoreInput& input) {
  constexpr std::size_t parts = 4;
  std::vector<std::array<std::int64_t, 2 * values>> sums(parts);
  for (std::size_t i = 0; i < input.predicted.values.size(); ++i) {
    const std::size_t is_true = input.truth.values[i] != 0 ? values : 0;
    sums[i % parts][is_true + input.predicted.values[i]] += !input.valid || input.valid->values[i] != 0;
  }
  ValueCounts counts;
  for (const auto& part : sums) {
    for (std::size_t value = 0; value < values; ++value) {
      counts.elsewhere[value] += part[value];
      counts.in_truth[value] += part[values + value];
    }
  }
  return counts;
}

/// Returns for each value the position, in the order in which regions grow, of the first threshold at which
/// its pixels belong to a region; the number of thresholds if there is none.
std::array<std::uint8_t, values> steps_of_values(std::span<const double> thresholds, bool regions_between) {
  std::array<std::uint8_t, values> steps{};
  for (std::size_t value = 0; value < values; ++value) {
    for (const double threshold : thresholds)
      steps[value] += (value > highest_absent_value(threshold)) == regions_between;
  }
  return steps;
}

Plane<std::uint8_t> steps_of_pixels(const ScoreInput& input, std::span<const double> thresholds) {
  const auto of_value = steps_of_values(thresholds, input.regions_between);
  const auto never = static_cast<std::uint8_t>(thresholds.size());
  Plane<std::uint8_t> steps(input.predicted.height, input.predicted.width);
  std::transform(input.predicted.values.begin(), input.predicted.values.end(), steps.values.begin(),
                 [&](std::uint8_t value) { return of_value[value]; });
  if (!input.valid) return steps;
  std::transform(steps.values.begin(), steps.values.end(), input.valid->values.begin(), steps.values.begin(),
                 [&](std::uint8_t step, std::uint8_t is_valid) { return is_valid != 0 ? step : never; });
  return steps;
}

/// Mean of the defined scores at one threshold; NaN if there is none.
double mean_at(std::span<const ThresholdCurve> curves, std::vector<double> ThresholdCurve::*score,
               std::size_t threshold) {
  std::vector<double> scores;
  for (const ThresholdCurve& curve : curves) scores.push_back((curve.*score)[threshold]);
  return mean_of_finite(scores);
}

}  // namespace

ThresholdCurve threshold_curve(const ScoreInput& input, std::span<const double> thresholds) {
  const RegionRuns truth = true_regions(input);
  const ValueCounts counts = count_values(input);
  const std::int64_t pixels = counts.total();
  const std::size_t size = thresholds.size();
  ThresholdCurve curve{std::vector<double>(size, std::numeric_limits<double>::quiet_NaN()), {}};
  for (const double threshold : thresholds)
    curve.semantic_jaccard.push_back(semantic_scores(counts.at(threshold)).jaccard);
  if (pixels == 0) return curve;

  GrowingRegions regions(steps_of_pixels(input, thresholds), truth, static_cast<int>(size));
  for (std::size_t step = 0; step < size; ++step) {
    regions.advance();
    // Regions of the label grow as the threshold falls, those between it as it rises.
    const std::size_t position = input.regions_between ? step : size - 1 - step;
    curve.f_score[position] = scores_of_sums(regions.sums(), pixels).f_score;
  }
  return curve;
}

ChosenThreshold best_threshold(std::span<const ThresholdCurve> curves, std::span<const double> thresholds) {
  const auto rank = [&](std::size_t i) {
    const double f_score = mean_at(curves, &ThresholdCurve::f_score, i);
    return std::pair(std::isfinite(f_score) ? f_score : -1.0, -std::abs(thresholds[i] - default_threshold));
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < thresholds.size(); ++i)
    if (rank(i) > rank(best)) best = i;
  return {thresholds[best], mean_at(curves, &ThresholdCurve::f_score, best),
          mean_at(curves, &ThresholdCurve::semantic_jaccard, best)};
}

}  // namespace emsurvey
