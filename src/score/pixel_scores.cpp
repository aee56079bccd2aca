#include "score/pixel_scores.h"

#include <algorithm>
#include <cmath>

namespace emsurvey {
namespace {

/// Number of pixels n, and the numbers a and b of pixels set in the first and the second mask. Neither mask
/// is empty or full.
struct Margins {
  std::int64_t n;
  std::int64_t a;
  std::int64_t b;
};

/// Contribution of one cell to n times the mutual information: p ln(n p / (row column)).
double cell_information(std::int64_t n, std::int64_t p, std::int64_t row, std::int64_t column) {
  if (p == 0) return 0;
  const double product = static_cast<double>(row) * static_cast<double>(column);
  // Near independence the four cells cancel to second order, so each deviation from it must be computed
  // exactly.
  const double excess = static_cast<double>(n * p - row * column) / product;
  const double logarithm =
      std::abs(excess) < 0.5 ? std::log1p(excess) : std::log(static_cast<double>(n * p) / product);
  return static_cast<double>(p) * logarithm;
}

/// Returns n times the mutual information of two masks that share `k` pixels.
double information(const Margins& m, std::int64_t k) {
  return cell_information(m.n, k, m.a, m.b) + cell_information(m.n, m.a - k, m.a, m.n - m.b) +
         cell_information(m.n, m.b - k, m.n - m.a, m.b) +
         cell_information(m.n, m.n - m.a - m.b + k, m.n - m.a, m.n - m.b);
}

/// Returns n times the entropy of a mask with `a` of its n pixels set.
double entropy(std::int64_t n, std::int64_t a) {
  const auto part = [n](std::int64_t pixels) {
    return -static_cast<double>(pixels) * std::log(static_cast<double>(pixels) / static_cast<double>(n));
  };
  return part(a) + part(n - a);
}

/// Returns n times the expected mutual information of random masks with these margins, that is information(k)
/// weighted by the hypergeometric distribution of k. Each weight is computed from its neighbour, from the
/// mode outwards. No factorial is needed, and terms of negligible weight are skipped.
double expected_information(const Margins& m) {
  const std::int64_t lowest = std::max<std::int64_t>(0, m.a + m.b - m.n);
  const std::int64_t highest = std::min(m.a, m.b);
  const auto mode = std::clamp(
      static_cast<std::int64_t>((static_cast<long double>(m.a) + 1) * (static_cast<long double>(m.b) + 1) /
                                (static_cast<long double>(m.n) + 2)),
      lowest, highest);
  // Ratio of the weights of k + 1 and k.
  const auto ratio = [&m](std::int64_t k) {
    return static_cast<long double>((m.a - k) * (m.b - k)) /
           static_cast<long double>((k + 1) * (m.n - m.a - m.b + k + 1));
  };
  constexpr long double negligible = 1e-22L;
  long double weights = 1;
  long double sum = information(m, mode);
  const auto add = [&](std::int64_t k, long double weight) {
    weights += weight;
    sum += weight * information(m, k);
  };
  long double weight = 1;
  for (std::int64_t k = mode + 1; k <= highest && weight > negligible; ++k) add(k, weight *= ratio(k - 1));
  weight = 1;
  for (std::int64_t k = mode - 1; k >= lowest && weight > negligible; --k) add(k, weight /= ratio(k));
  return static_cast<double>(sum / weights);
}

}  // namespace

double adjusted_rand_index(const PixelCounts& counts) {
  // Squares of counts stay below 2^62; their products need the range and the 64-bit mantissa of long double.
  const std::int64_t n = counts.total();
  const auto square = [](std::int64_t value) { return value * value; };
  const std::int64_t cells =
      square(counts.both) + square(counts.only_true) + square(counts.only_predicted) + square(counts.neither);
  const std::int64_t same_predicted =
      square(counts.both + counts.only_predicted) + square(counts.only_true + counts.neither);
  const std::int64_t same_true =
      square(counts.both + counts.only_true) + square(counts.only_predicted + counts.neither);
  // Ordered pairs of pixels that are in one class in both masks, in the prediction only, in the truth only,
  // in neither.
  const auto tp = static_cast<long double>(cells - n);
  const auto fp = static_cast<long double>(same_predicted - cells);
  const auto fn = static_cast<long double>(same_true - cells);
  const auto tn = static_cast<long double>(n * n - same_predicted - same_true + cells);
  if (fp == 0 && fn == 0) return 1;
  return static_cast<double>(2 * (tp * tn - fn * fp) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn)));
}

double adjusted_mutual_information(const PixelCounts& counts) {
  const Margins m{counts.total(), counts.both + counts.only_true, counts.both + counts.only_predicted};
  const bool is_one_class = m.a == 0 || m.a == m.n;
  const bool is_one_cluster = m.b == 0 || m.b == m.n;
  if (is_one_class || is_one_cluster) return is_one_class && is_one_cluster ? 1 : 0;
  // Equal partitions score exactly 1, also where the expected value is the maximum and the quotient would be
  // 0/0.
  if (counts.only_true + counts.only_predicted == 0 || counts.both + counts.neither == 0) return 1;
  const double expected = expected_information(m);
  const double mean_entropy = (entropy(m.n, m.a) + entropy(m.n, m.b)) / 2;
  return (information(m, counts.both) - expected) / (mean_entropy - expected);
}

SemanticScores semantic_scores(const PixelCounts& counts) {
  const double jaccard = static_cast<double>(counts.both) /
                         static_cast<double>(counts.both + counts.only_true + counts.only_predicted);
  return {jaccard, 2 * jaccard / (1 + jaccard), (2 * jaccard - 1) / jaccard};
}

}  // namespace emsurvey
