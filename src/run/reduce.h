// The reduce step: the scores of all runs into the summary tables, the figure and the report.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "report/report.h"
#include "run/survey_folder.h"

namespace emsurvey {

struct Reduced {
  std::string stats_csv;  ///< the text of summary_stats.csv
  Report report;
};

/// Every rank reads its part of the run folders (options.json and evaluation are enough), rank 0 gathers them
/// and writes the tables, then what make_report makes. Collective; the result is complete on rank 0. Throws
/// InputError when there is no run or the tables cannot be written. Ranks that wait for others call
/// `meanwhile`, too.
Reduced reduce_survey(
    const SurveyFolder& folder, const Communicator& world, const Meanwhile& meanwhile = [] {});

/// The same by one process and without the tables. `published`: as make_report takes.
Reduced report_survey(const SurveyFolder& folder, const std::optional<std::filesystem::path>& published);

/// What could not be read, compared or drawn: a line each.
std::vector<std::string> warnings_of(const Report& report);

/// Where the tables are: a line.
std::string table_places(const SurveyFolder& folder);

/// Where figure, comparison and report are: a line each.
std::string report_places(const Reduced& reduced, const SurveyFolder& folder);

/// Mean and standard deviation of the F_score for each loss (with the grid's other axes) and label, as
/// aligned text.
std::string f_score_overview(const std::string& stats_csv);

}  // namespace emsurvey
