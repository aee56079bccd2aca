#include "run/retry_policy.h"

namespace emsurvey {

using enum Failure::Kind;

bool is_shared_by_group(Failure::Kind kind, int group_size) {
  return kind == diverged || kind == input || kind == disk || group_size == 1;
}

FailureAction action_after(const FailedAttempt& failed) {
  if (failed.kind == memory && failed.trainings_beside > 1) return FailureAction::retry_beside_fewer;
  if (!is_shared_by_group(failed.kind, failed.group_size)) return FailureAction::end_job;
  return failed.attempt <= failed.retries ? FailureAction::retry : FailureAction::give_up;
}

}  // namespace emsurvey
