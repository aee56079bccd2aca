#include "score/detection_scores.h"

#include <array>
#include <cstddef>
#include <vector>

namespace emsurvey {
namespace {

/// Thresholds of IoU in twentieths, 10 to 19, so that they are compared exactly.
constexpr int first_twentieth = 10;
constexpr std::size_t thresholds = 10;

double quotient(std::int64_t numerator, std::int64_t denominator) {
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

}  // namespace

double DetectionCounts::precision() const {
  return quotient(true_positives, true_positives + false_positives);
}

double DetectionCounts::recall() const {
  return quotient(true_positives, true_positives + false_negatives);
}

double DetectionCounts::f1() const {
  return quotient(2 * true_positives, 2 * true_positives + false_positives + false_negatives);
}

double DetectionCounts::accuracy() const {
  return quotient(true_positives, true_positives + false_positives + false_negatives);
}

DetectionScores detection_scores(const ContingencyTable& table) {
  std::vector<std::int64_t> true_sizes(static_cast<std::size_t>(table.true_regions) + 1);
  for (const Overlap& overlap : table.overlaps)
    true_sizes[static_cast<std::size_t>(overlap.true_region)] += overlap.pixels;

  std::array<DetectionCounts, thresholds> counts{};
  for (const Overlap& overlap : table.overlaps) {
    if (overlap.predicted_region == 0) continue;
    const std::int64_t in_union = true_sizes[static_cast<std::size_t>(overlap.true_region)] +
                                  table.predicted_sizes[static_cast<std::size_t>(overlap.predicted_region)] -
                                  overlap.pixels;
    for (std::size_t i = 0; i < thresholds; ++i)
      counts[i].true_positives +=
          20 * overlap.pixels > (first_twentieth + static_cast<std::int64_t>(i)) * in_union;
  }
  double sum = 0;
  for (DetectionCounts& count : counts) {
    count.false_positives = table.predicted_regions - count.true_positives;
    count.false_negatives = table.true_regions - count.true_positives;
    sum += count.accuracy();
  }
  return {counts[0], counts[5], sum / static_cast<double>(thresholds)};
}

}  // namespace emsurvey
