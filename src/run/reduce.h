// The reduce step: combines the scores of all runs into the summary tables, the figure and the report.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "report/report.h"
#include "statistics/analysis.h"
#include "store/copy_baseline_files.h"
#include "store/run_source.h"
#include "store/survey_folder.h"
#include "tables/summary.h"

namespace emsurvey {

struct Reduced {
  std::string stats_csv;  ///< Text of summary_stats.csv.
  Report report;
  SurveyAnalysis analysis;         ///< As in the files analysis_*.csv.
  std::vector<int> runs;           ///< that are in the tables on the disk, ascending
  std::vector<std::string> notes;  ///< files that were written anew or cannot be checked: a line each
  /// A warning if the loss of any training was still falling at its end.
  std::optional<std::string> convergence;
  bool is_complete = true;  ///< false where a run that has, or should have, scores is not in the tables
  /// The error of a write that the disk refused, after which nothing more was written. The scores in the
  /// other members are right all the same.
  std::optional<std::string> refusal;
};

/// The runs from which the tables are made.
struct GatheredRuns {
  std::vector<RunFiles> runs;  ///< by number, each once
  StoredBaselines baselines;
  std::vector<std::string> notes;  ///< as in Reduced
  bool is_complete = true;         ///< false where a run with scores is left out
};

/// Returns the runs in the folder on rank 0, and none on other ranks; every rank reads a part of them.
/// Collective; throws InputError if there is no run. Ranks that wait for others also call `on_progress`.
GatheredRuns gather_runs(
    const SurveyFolder& folder, const Communicator& world, Mending mending,
    const ProgressCallback& on_progress = [] {});

/// Returns the margin of equivalence of a survey's analysis: that of its files, else the key of its survey.cfg,
/// else the default.
double survey_margin(const SurveyFolder& folder);

/// Gathers the runs and writes the tables and their analysis, training.csv, files of runs that differ from their
/// scores.h5 (see read_run), and the output of make_report(). Collective; the result is complete on rank 0. Throws InputError if there is
/// no run. Without `margin` it is survey_margin().
Reduced reduce_survey(
    const SurveyFolder& folder, const Communicator& world, std::optional<double> margin = {},
    const ProgressCallback& on_progress = [] {});

/// Does the same in one process, and notes tables on the disk that are not as they should be. `published` is
/// passed to make_report().
Reduced report_survey(const SurveyFolder& folder, const std::optional<std::filesystem::path>& published,
                      std::optional<double> margin = {});

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
