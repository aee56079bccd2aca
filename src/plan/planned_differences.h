// Which differences a planned survey could find.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "survey/experiment.h"

namespace emsurvey {

/// Returns lines with the smallest difference of the main score that 8 of 10 surveys like this one would find, in
/// standard deviations, and in scores if analysis_pairs.csv in `tables`, the folder of a survey's tables, has
/// standard deviations. Returns nothing for fewer than two settings.
std::vector<std::string> planned_differences(const std::vector<Experiment>& experiments,
                                             const std::filesystem::path& tables);

}  // namespace emsurvey
