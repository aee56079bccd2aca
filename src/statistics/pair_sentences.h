// The comparisons of all pairs in words.
#pragma once

#include <string>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// Returns what the comparisons of a label and metric say. Of more than three pairs, those that cannot be told
/// apart are summarised, and so are those with unequal shares of collapsed trainings if these are more than three.
/// `names` are the display names of the settings.
std::vector<std::string> pair_sentences(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                                        const std::vector<std::string>& names);

}  // namespace emsurvey
