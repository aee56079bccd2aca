// The reduce step: combines the scores of all runs into the summary tables, the figure and the report.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/progress_callback.h"
#include "mpi/communicator.h"
#include "report/report.h"
#include "run/gather_runs.h"
#include "statistics/analysis.h"
#include "store/survey_folder.h"

namespace emsurvey {

struct Reduced {
  std::string stats_csv;  ///< Text of summary_stats.csv.
  Report report;
  SurveyAnalysis analysis;         ///< As in the files analysis_*.csv.
  std::vector<int> runs;           ///< that are in the tables on the disk, ascending
  std::vector<std::string> notes;  ///< As in GatheredRuns.
  /// Files on the disk that were not as they should be, and were replaced.
  std::vector<std::filesystem::path> replaced;
  /// A warning if the loss of any training was still falling at its end.
  std::optional<std::string> convergence;
  bool is_complete = true;  ///< false where a run that has, or should have, scores is not in the tables
  /// The error of a write that the disk refused, after which nothing more was written. The scores in the
  /// other members are right all the same.
  std::optional<std::string> refusal;
};

/// Returns the margin of equivalence of a survey's analysis: that of its files, else the key of its survey.cfg,
/// else the default.
double survey_margin(const SurveyFolder& folder);

/// Gathers the runs and writes the tables and their analysis, training.csv, files of runs that differ from
/// their scores.h5 (see read_run), and the output of make_report(). Collective; the result is complete on
/// rank 0. Throws InputError if there is no run. Without `margin` it is survey_margin().
Reduced reduce_survey(
    const SurveyFolder& folder, const Communicator& world, std::optional<double> margin = {},
    const ProgressCallback& on_progress = [] {});

/// Does the same in one process, and notes tables on the disk that are not as they should be. `published` is
/// passed to make_report().
Reduced report_survey(const SurveyFolder& folder, const std::optional<std::filesystem::path>& published,
                      std::optional<double> margin = {});

}  // namespace emsurvey
