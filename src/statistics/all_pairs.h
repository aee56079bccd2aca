// Comparison of all pairs of settings.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/progress_callback.h"
#include "statistics/pair_comparison.h"
#include "statistics/setting_summary.h"

namespace emsurvey {

/// Largest number of pairs of a label and metric that are compared.
inline constexpr std::size_t most_pairs = 10'000;

/// Returns the number of pairs of so many settings.
constexpr std::size_t pair_count(std::size_t settings) {
  return settings * (settings - std::min<std::size_t>(1, settings)) / 2;
}

/// Returns the pairs (first < second) to be compared, sorted. If there are more than most_pairs, these are the pairs
/// with one or more of the settings with the highest means, as many settings as the limit allows, at least one.
std::vector<std::pair<std::size_t, std::size_t>> compared_pairs(const std::vector<SettingSummary>& settings);

/// Compares the pairs of settings of one label and metric that compared_pairs() selects, and corrects their p
/// values for the number of all pairs. `settings` are the summaries of the settings of `set`. `p_holm_labels`
/// stays undefined.
std::vector<PairComparison> compare_all(
    const ScoreSet& set, const std::vector<SettingSummary>& settings, const Design& design, double margin,
    const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey
