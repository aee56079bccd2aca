// The summary tables of a survey, made from the evaluations of its runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tables/run_evaluation.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct SummaryTables {
  ScoreRows rows;      ///< The rows of the runs, from which the tables are made.
  ScoreRows baseline;  ///< Those of the copy baselines: last in all tables but averages_wide.csv.
  std::string long_csv;
  std::string wide_csv;
  std::string averages_csv;
  std::string stats_csv;
  std::string threshold_curves_csv;   ///< Empty, and then not a table, if no run has a threshold curve.
  std::vector<std::string> problems;  ///< One line for each evaluation that is missing or cannot be used.
};

/// Makes the tables from all usable evaluations. The result depends only on the files, not on the order of the
/// runs. `baselines` are the copy baselines (see copy_baseline_rows).
SummaryTables make_tables(const std::vector<RunFiles>& runs, const std::vector<RunFiles>& baselines = {});

/// Writes <survey>/test/summary_{long,wide,stats}.csv, averages_wide.csv and threshold_curves.csv.
void write_tables(const std::filesystem::path& survey, const SummaryTables& tables);

/// Returns whether any of the table files exists.
bool has_any_table(const std::filesystem::path& survey);

/// Returns the paths of the table files that are missing or have different contents. A long table without
/// `image_name`, as earlier versions wrote it, counts as equal.
std::vector<std::filesystem::path> differing_tables(const std::filesystem::path& survey,
                                                    const SummaryTables& tables);

/// Returns whether the existing files are tables of fewer runs or axes, as written before the survey was
/// continued or its grid extended, or of the runs alone, as written before there were copy baselines.
bool are_older_tables(const std::filesystem::path& survey, const std::vector<RunFiles>& runs,
                      const std::vector<RunFiles>& baselines = {});

}  // namespace emsurvey
