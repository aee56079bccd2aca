// The state of a survey as the files in its folder show it, also while it is running.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/run_state.h"
#include "store/survey_folder.h"
#include "survey/run_description.h"
#include "train/training_log.h"
#include "train/validation_log.h"

namespace emsurvey {

struct RunStatus {
  RunDescription description;
  RunState state;  ///< A run with a log has begun, also before its first checkpoint.
  std::int64_t steps_done = 0;
  std::optional<LogRow> last_row;          ///< Last row of its log.
  std::vector<ValidationRow> validation;   ///< Rows of its last validation; empty if there is none.
  std::optional<double> seconds_per_step;  ///< Recent mean, if the log shows it.
  std::string failed_on;                   ///< Host of the last attempt of a failed run.
  int attempts = 0;                        ///< Attempts of a failed run.
  /// Labels and their mean F_score over the test images of a finished run; NaN where no image has one.
  std::vector<std::pair<std::string, double>> f_scores;

  /// Returns the time left for the training; nothing unless it has begun and its speed is known.
  std::optional<double> seconds_left() const;
};

/// An MPI job that works, or worked, on the survey or a shard of it.
struct OwnerStatus {
  std::string part;   ///< "survey" or, for example, "share-1-of-3".
  std::string owner;  ///< Describes the job's first process.
  bool is_gone = false;
};

struct SurveyStatus {
  std::vector<RunStatus> runs;
  std::vector<OwnerStatus> owners;

  std::size_t count(RunState::Stage stage) const;
  std::int64_t steps() const;
  std::int64_t steps_done() const;
  bool has_ended() const;  ///< Whether all runs are done or failed.
  /// Returns a rough estimate of the time left for all trainings, given as many at a time as are begun now: a
  /// run that has not begun is assumed to take as long per step as the others on average. Nothing if no speed
  /// is known.
  std::optional<double> seconds_left() const;
};

/// Reads the status. Writes nothing, and tolerates that files are replaced or deleted meanwhile. Throws
/// InputError if there is no survey or its registry is damaged, FileError if a file cannot be read.
SurveyStatus survey_status(const SurveyFolder& folder);

}  // namespace emsurvey
