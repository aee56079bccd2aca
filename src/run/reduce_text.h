// Messages of the reduce step for the terminal: warnings, and the files that were written.
#pragma once

#include <string>
#include <vector>

#include "run/reduce.h"

namespace emsurvey {

/// Returns a line for each note and for each problem in reading, comparing or drawing.
std::vector<std::string> warnings_of(const Reduced& reduced);

/// Returns a line that names the tables.
std::string table_places(const SurveyFolder& folder);

/// Returns lines that name the figure, the comparison and the report.
std::string report_places(const Reduced& reduced, const SurveyFolder& folder);

/// Returns mean and standard deviation of the F_score for each loss (with the other axes of the grid) and
/// label, as aligned text.
std::string f_score_overview(const std::string& stats_csv);

}  // namespace emsurvey
