// failed_runs.csv: the runs without scores, because their training failed.
#pragma once

#include <string>
#include <vector>

#include "io/csv.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// A training that failed, as the survey's files say.
struct TrainingFailure {
  int run = 0;
  std::string options;        ///< Text of its options.json.
  std::string kind;           ///< "diverged", "input", "disk", "memory" or "program".
  std::string reason;         ///< One line.
  bool has_diverged = false;  ///< An outcome of the training rather than of the machine.
};

/// A failed run under the columns of a survey's tables.
struct FailedRun {
  RunEvaluation run;  ///< Without labels; loss and axes are table cells.
  TrainingFailure failure;
};

/// Returns the failed runs by number, with the axes of the runs in `rows`. Returns none if `rows` has no run, and
/// leaves out a failure whose options cannot be read.
std::vector<FailedRun> failed_runs_under(const ScoreRows& rows, std::vector<TrainingFailure> failures);

/// Builds the table with the columns `run`, `classic_loss`, every axis, `split`, `repeat`, `kind` and `reason`.
/// It has no header if there are no failed runs.
CsvTable failed_runs_table(const std::vector<FailedRun>& failed);

}  // namespace emsurvey
