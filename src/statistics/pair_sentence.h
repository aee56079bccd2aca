// The comparison of two settings in words.
#pragma once

#include <string>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// Returns what the comparison of two settings says. `names` are the display names of the settings.
std::string pair_sentence(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                          const PairComparison& pair, const std::vector<std::string>& names);

/// Returns what is counted as n: "training", or "split", "fold", "block", "volume".
std::string unit_noun(const Design& design);

}  // namespace emsurvey
