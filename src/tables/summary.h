// The summary tables of a survey, made from the evaluations of its runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tables/failed_runs.h"
#include "tables/run_evaluation.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct SummaryTables {
  ScoreRows rows;      ///< The rows of the runs, from which the tables are made.
  ScoreRows baseline;  ///< Those of the copy baselines: last in all tables but averages_wide.csv.
  std::vector<FailedRun> failed;
  std::string long_csv;
  std::string wide_csv;
  std::string averages_csv;
  std::string stats_csv;
  std::string threshold_curves_csv;   ///< Empty, and then not a table, if no run has a threshold curve.
  std::string failed_runs_csv;        ///< Empty, and then not a table, if no run failed.
  std::vector<std::string> problems;  ///< One line for each evaluation that is missing or cannot be used.
};

/// Makes the tables from all usable evaluations. The result depends only on the files, not on the order of the
/// runs. `baselines` are the copy baselines (see copy_baseline_rows), `failures` those of runs without scores.
SummaryTables make_tables(const std::vector<RunFiles>& runs, const std::vector<RunFiles>& baselines = {},
                          const std::vector<TrainingFailure>& failures = {});

/// Writes <survey>/test/summary_{long,wide,stats}.csv, averages_wide.csv, threshold_curves.csv and
/// failed_runs.csv.
void write_tables(const std::filesystem::path& survey, const SummaryTables& tables);

/// Returns whether any of the table files exists.
bool has_any_table(const std::filesystem::path& survey);

/// Returns the paths of the tables of scores that are missing or have different contents. A long table without
/// `image_name`, as earlier versions wrote it, counts as equal.
std::vector<std::filesystem::path> differing_tables(const std::filesystem::path& survey,
                                                    const SummaryTables& tables);

/// Returns the path of failed_runs.csv.
std::filesystem::path failed_runs_path(const std::filesystem::path& survey);

/// Returns whether failed_runs.csv names the runs that have failed by now.
bool has_same_failures(const std::filesystem::path& survey, const SummaryTables& tables);

/// Returns whether the existing tables of scores are those of fewer runs, axes or copy baselines, as written before
/// the survey was continued or its grid extended, or before there were copy baselines.
bool are_older_tables(const std::filesystem::path& survey, const std::vector<RunFiles>& runs,
                      const std::vector<RunFiles>& baselines = {});

}  // namespace emsurvey
