// The reduce step: the scores of all runs into the summary tables.
#pragma once

#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "run/survey_folder.h"

namespace emsurvey {

struct Reduced {
  std::string stats_csv;              ///< the text of summary_stats.csv, for a report
  std::vector<std::string> problems;  ///< what could not be read: a line each
};

/// Every rank reads its part of the run folders (options.json and evaluation are enough), rank 0 gathers them
/// and writes test/summary_{long,wide,stats}.csv. Collective; the result is complete on rank 0. Throws
/// InputError when there is no run or the tables cannot be written.
Reduced reduce_survey(const SurveyFolder& folder, const Communicator& world);

/// Mean and standard deviation of the F_score for each loss (with the grid's other axes) and label, as
/// aligned text.
std::string f_score_overview(const std::string& stats_csv);

}  // namespace emsurvey
