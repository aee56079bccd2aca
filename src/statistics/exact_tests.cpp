#include "statistics/exact_tests.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>

#include "base/random.h"
#include "statistics/ranks.h"

namespace emsurvey {
namespace {

using Integers = std::vector<std::int64_t>;

/// Returns the sums of the numbers under all patterns of signs, sorted.
Integers signed_sums(const Integers& numbers) {
  Integers sums{0};
  for (const std::int64_t number : numbers) {
    const std::size_t count = sums.size();
    for (std::size_t i = 0; i < count; ++i) {
      sums.push_back(sums[i] + number);
      sums[i] -= number;
    }
  }
  std::sort(sums.begin(), sums.end());
  return sums;
}

/// Counts the patterns of signs whose sum is at least `bound`. Each half of the numbers has few sums, which
/// are combined without listing all patterns.
double patterns_from(const Integers& numbers, std::int64_t bound) {
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  const Integers left = signed_sums({numbers.begin(), middle}), right = signed_sums({middle, numbers.end()});
  double patterns = 0;
  for (const std::int64_t sum : left)
    patterns += static_cast<double>(right.end() - std::lower_bound(right.begin(), right.end(), bound - sum));
  return patterns;
}

double drawn_sign_flip_p(const Integers& numbers, std::int64_t bound) {
  constexpr std::uint32_t draws = 99'999;
  std::uint32_t hits = 1;  // The observed pattern.
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    RandomSequence random({0, 0, 0}, RandomUse::resampling, draw);
    std::int64_t sum = 0;
    std::uint32_t signs = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i, signs >>= 1U) {
      if (i % 32 == 0) signs = random.bits();
      sum += (signs & 1U) == 0 ? numbers[i] : -numbers[i];
    }
    hits += std::abs(sum) >= bound;
  }
  return hits / (draws + 1.0);
}

}  // namespace

double sign_flip_p(const std::vector<double>& differences) {
  constexpr std::size_t most_for_all_patterns = 20;
  Integers numbers;
  for (const double difference : differences) numbers.push_back(std::llround(difference * 1e9));
  const std::int64_t bound = std::abs(std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0}));
  if (bound == 0) return 1;
  if (numbers.size() > most_for_all_patterns) return drawn_sign_flip_p(numbers, bound);
  // The distribution is symmetric about 0.
  return 2 * patterns_from(numbers, bound) / std::exp2(static_cast<double>(numbers.size()));
}

SignedRanks signed_ranks(const std::vector<double>& differences) {
  std::vector<double> nonzero, sizes;
  for (const double difference : differences) {
    if (difference == 0) continue;
    nonzero.push_back(difference);
    sizes.push_back(std::abs(difference));
  }
  SignedRanks result{mid_ranks(sizes)};
  for (std::size_t i = 0; i < nonzero.size(); ++i)
    (nonzero[i] > 0 ? result.plus : result.minus) += result.ranks[i];
  return result;
}

double wilcoxon_p(const std::vector<double>& differences) {
  const SignedRanks signs = signed_ranks(differences);
  if (signs.ranks.empty()) return 1;
  // Doubled mid-ranks are integers. share[s]: share of the sign patterns whose positive ranks sum to s.
  std::vector<double> share{1};
  for (const double rank : signs.ranks) {
    const auto shift = static_cast<std::size_t>(std::llround(2 * rank));
    std::vector<double> next(share.size() + shift);
    for (std::size_t sum = 0; sum < share.size(); ++sum) {
      next[sum] += share[sum] / 2;
      next[sum + shift] += share[sum] / 2;
    }
    share = std::move(next);
  }
  const auto smaller = std::llround(2 * std::min(signs.plus, signs.minus));
  return std::min(1.0, 2 * std::accumulate(share.begin(), share.begin() + smaller + 1, 0.0));
}

double smallest_p(const std::vector<double>& differences) {
  const auto zeros = std::count(differences.begin(), differences.end(), 0.0);
  const double nonzero = static_cast<double>(std::ssize(differences) - zeros);
  return nonzero == 0 ? 1 : std::exp2(1 - nonzero);
}

}  // namespace emsurvey
