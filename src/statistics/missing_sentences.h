// Sentences about the settings and trainings that an analysis could not include.
#pragma once

#include <string>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// Returns sentences that name the settings without scores, with trainings that diverged or failed, and without
/// ranks. `names` are the display names of the settings.
std::vector<std::string> missing_sentences(const MetricAnalysis& result,
                                           const std::vector<std::string>& names);

/// Returns how many trainings of a setting diverged, such as "1 of 3 diverged"; empty if none did.
std::string diverged_text(const SettingSummary& setting);

}  // namespace emsurvey
