// The decision how a survey goes on after a run failed.
#pragma once

#include "store/failure.h"

namespace emsurvey {

/// What happens to a failed run.
enum class FailureAction {
  retry_beside_fewer,  ///< Same attempt again, with one training less on the device at a time.
  retry,               ///< Next attempt.
  give_up,             ///< The run counts as failed; the survey goes on with other runs.
  end_job,             ///< No rank of the MPI job can continue; starting it again continues the survey.
};

/// A failure and the circumstances on which the decision depends.
struct FailedAttempt {
  Failure::Kind kind;
  int attempt;               ///< From 1.
  int retries;               ///< Attempts allowed after the first.
  int trainings_beside = 1;  ///< Trainings that could use the device at the same time, this one included.
  int group_size = 1;        ///< Ranks that train the run together.
};

/// Whether every rank of the group fails in the same way and at the same step, so that all of them can
/// continue together. After other failures the remaining ranks wait for this one inside a collective call.
bool is_shared_by_group(Failure::Kind kind, int group_size);

/// Returns the action after `failed`, on which alone it depends.
FailureAction action_after(const FailedAttempt& failed);

}  // namespace emsurvey
