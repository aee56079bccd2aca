#include "score/instance_scores.h"

#include <cstddef>
#include <vector>

namespace emsurvey {
namespace {

struct SquareSums : OverlapSums {
  std::int64_t background_overlaps = 0;  ///< sum_i p[i][0]^2
  std::int64_t pixels = 0;               ///< sum_i a_i
};

std::int64_t sum_of_squares(const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const std::int64_t value : values) sum += value * value;
  return sum;
}

SquareSums square_sums(const ContingencyTable& table) {
  SquareSums sums;
  std::vector<std::int64_t> true_sizes(static_cast<std::size_t>(table.true_regions) + 1);
  std::vector<std::int64_t> predicted_sizes(static_cast<std::size_t>(table.predicted_regions) + 1);
  for (const Overlap& overlap : table.overlaps) {
    const std::int64_t square = overlap.pixels * overlap.pixels;
    true_sizes[static_cast<std::size_t>(overlap.true_region)] += overlap.pixels;
    sums.pixels += overlap.pixels;
    if (overlap.predicted_region > 0) {
      predicted_sizes[static_cast<std::size_t>(overlap.predicted_region)] += overlap.pixels;
      sums.overlaps += square;
    } else {
      sums.predicted_background += overlap.pixels;
      sums.background_overlaps += square;
    }
  }
  sums.true_regions = sum_of_squares(true_sizes);
  sums.predicted_regions = sum_of_squares(predicted_sizes);
  return sums;
}

}  // namespace

InstanceScores scores_of_sums(const OverlapSums& sums, std::int64_t pixels) {
  const auto n = static_cast<double>(pixels);
  const double background = static_cast<double>(sums.predicted_background) / n;
  const auto a = static_cast<double>(sums.true_regions);
  const double b = static_cast<double>(sums.predicted_regions) + background;
  const double ab = static_cast<double>(sums.overlaps) + background;

  InstanceScores scores;
  scores.rand = 1 - (a + b - 2 * ab) / (n * n);
  scores.precision = ab / b;
  scores.recall = ab / a;
  scores.f_score = 2 * scores.precision * scores.recall / (scores.precision + scores.recall);
  scores.adapted_rand_error = 1 - scores.f_score;
  scores.jaccard = ab / (a + b - ab);
  scores.dice = 2 * ab / (a + b);
  scores.conformity = (2 * scores.jaccard - 1) / scores.jaccard;
  return scores;
}

InstanceScores instance_scores(const ContingencyTable& table, std::int64_t pixels) {
  return scores_of_sums(square_sums(table), pixels);
}

double f_score_skimage(const ContingencyTable& table) {
  const SquareSums sums = square_sums(table);
  const std::int64_t predicted_segments =
      sums.predicted_regions + sums.predicted_background * sums.predicted_background;
  const auto both = static_cast<double>(sums.overlaps + sums.background_overlaps - sums.pixels);
  const auto truth = static_cast<double>(sums.true_regions - sums.pixels);
  const auto predicted = static_cast<double>(predicted_segments - sums.pixels);
  return both / (0.5 * truth + 0.5 * predicted);
}

}  // namespace emsurvey
