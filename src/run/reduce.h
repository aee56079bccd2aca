// The reduce step: the scores of all runs into the summary tables, the figure and the report.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "report/report.h"
#include "store/run_source.h"
#include "store/survey_folder.h"
#include "tables/summary.h"

namespace emsurvey {

struct Reduced {
  std::string stats_csv;  ///< the text of summary_stats.csv
  Report report;
  std::vector<int> runs;           ///< that are in the tables on the disk, ascending
  std::vector<std::string> notes;  ///< files that were written anew or cannot be checked: a line each
  bool is_complete = true;         ///< false where a run with scores is not in the tables
  /// The error of a write that the disk refused, after which nothing more was written. The scores in the
  /// other members are right all the same.
  std::optional<std::string> refusal;
};

/// The runs that the tables are made of.
struct GatheredRuns {
  std::vector<RunFiles> runs;      ///< by number, each once
  std::vector<std::string> notes;  ///< as in Reduced
  bool is_complete = true;         ///< likewise
};

/// The runs in the folder, of which every rank reads its part, on rank 0; elsewhere none. Collective; throws
/// InputError when there is no run. Ranks that wait for others call `on_progress`, too.
GatheredRuns gather_runs(
    const SurveyFolder& folder, const Communicator& world, Mending mending,
    const ProgressCallback& on_progress = [] {});

/// Gathers the tables and writes them, and files of runs that say something else than their scores.h5 (see
/// read_run), then what make_report makes. Collective; the result is complete on rank 0. Throws InputError
/// when there is no run.
Reduced reduce_survey(
    const SurveyFolder& folder, const Communicator& world, const ProgressCallback& on_progress = [] {});

/// The same by one process; tables that are not as they should be are noted. `published`: as make_report
/// takes.
Reduced report_survey(const SurveyFolder& folder, const std::optional<std::filesystem::path>& published);

/// A line for each problem in reading, comparing or drawing, and for each note.
std::vector<std::string> warnings_of(const Reduced& reduced);

/// Where the tables are: a line.
std::string table_places(const SurveyFolder& folder);

/// Where figure, comparison and report are: a line each.
std::string report_places(const Reduced& reduced, const SurveyFolder& folder);

/// Mean and standard deviation of the F_score for each loss (with the grid's other axes) and label, as
/// aligned text.
std::string f_score_overview(const std::string& stats_csv);

}  // namespace emsurvey
