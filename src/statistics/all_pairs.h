// Comparison of all pairs of settings.
#pragma once

#include <vector>

#include "statistics/pair_comparison.h"
#include "statistics/setting_summary.h"

namespace emsurvey {

/// Compares all pairs of settings of one label and metric, sorted by first, then second, and corrects their p
/// values for the number of pairs. `settings` are the summaries of the settings of `set`. `p_holm_labels` stays
/// undefined.
std::vector<PairComparison> compare_all(const ScoreSet& set, const std::vector<SettingSummary>& settings,
                                        const Design& design, double margin);

}  // namespace emsurvey
