#include <gtest/gtest.h>

#include "run/retry_policy.h"

namespace emsurvey {
namespace {

using enum Failure::Kind;

TEST(RetryPolicy, RetriesAsOftenAsAllowed) {
  EXPECT_EQ(action_after({.kind = program, .attempt = 1, .retries = 0}), FailureAction::give_up);
  EXPECT_EQ(action_after({.kind = program, .attempt = 1, .retries = 2}), FailureAction::retry);
  EXPECT_EQ(action_after({.kind = disk, .attempt = 2, .retries = 2}), FailureAction::retry);
  EXPECT_EQ(action_after({.kind = diverged, .attempt = 3, .retries = 2}), FailureAction::give_up);
}

TEST(RetryPolicy, LackOfMemoryBesideOtherTrainingsCountsAsNoAttempt) {
  EXPECT_EQ(action_after({.kind = memory, .attempt = 1, .retries = 0, .trainings_beside = 2}),
            FailureAction::retry_beside_fewer);
  EXPECT_EQ(action_after({.kind = memory, .attempt = 1, .retries = 0}), FailureAction::give_up);
  EXPECT_EQ(action_after({.kind = program, .attempt = 1, .retries = 0, .trainings_beside = 2}),
            FailureAction::give_up);
}

TEST(RetryPolicy, EndsTheJobWhereOtherRanksOfTheGroupWouldWaitForEver) {
  for (const auto kind : {memory, program})
    EXPECT_EQ(action_after({.kind = kind, .attempt = 1, .retries = 5, .group_size = 2}),
              FailureAction::end_job);
  for (const auto kind : {diverged, input, disk})
    EXPECT_EQ(action_after({.kind = kind, .attempt = 1, .retries = 5, .group_size = 2}),
              FailureAction::retry);
}

}  // namespace
}  // namespace emsurvey
