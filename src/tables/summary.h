// The summaries of a survey, made of the evaluations of its runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tables/run_evaluation.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct SummaryTables {
  ScoreRows rows;  ///< what the tables are made of
  std::string long_csv;
  std::string wide_csv;
  std::string averages_csv;
  std::string stats_csv;
  std::vector<std::string> problems;  ///< evaluations that are missing or cannot be used: a line each
};

/// Makes the tables of all evaluations that can be used. The same files give the same bytes, in whatever
/// order.
SummaryTables make_tables(const std::vector<RunFiles>& runs);

/// Writes <survey>/test/summary_{long,wide,stats}.csv and averages_wide.csv.
void write_tables(const std::filesystem::path& survey, const SummaryTables& tables);

/// Whether any of these files is there.
bool has_any_table(const std::filesystem::path& survey);

/// The table files that are missing or hold another text. The long table may lack `image_name`, which earlier
/// versions did not write.
std::vector<std::filesystem::path> differing_tables(const std::filesystem::path& survey,
                                                    const SummaryTables& tables);

/// Whether these files are the tables of some of the runs and some of their axes: as they were before the
/// survey went on or its grid grew.
bool are_older_tables(const std::filesystem::path& survey, const std::vector<RunFiles>& runs);

}  // namespace emsurvey
