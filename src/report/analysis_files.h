// The files of an analysis in a folder: analysis_{settings,pairs,ranking,variance}.csv.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// Writes the files into `folder`. Throws FileError.
void write_analysis(const std::filesystem::path& folder, const SurveyAnalysis& analysis);

/// Returns the paths of the files that are missing or have different contents. Settings without the columns
/// `diverged` and `failed`, as earlier versions wrote them, count as equal.
std::vector<std::filesystem::path> differing_analysis(const std::filesystem::path& folder,
                                                      const SurveyAnalysis& analysis);

/// Returns whether any of the files exists. Earlier versions of the program did not write them.
bool has_analysis(const std::filesystem::path& folder);

/// Returns the margin of equivalence with which the files were made, if they name one.
std::optional<double> stored_margin(const std::filesystem::path& folder);

}  // namespace emsurvey
