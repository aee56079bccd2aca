#include <gtest/gtest.h>

#include <cmath>

#include "support/input_error.h"
#include "watch/time_budget.h"

namespace emsurvey {
namespace {

using namespace std::chrono_literals;
using enum TimeBudget::Piece;

TEST(TimeBudget, AllowsEverythingWithoutAnEnd) {
  TimeBudget time;
  time.note(step, 1e9);
  EXPECT_TRUE(time.allows_step());
  EXPECT_TRUE(std::isinf(time.left_s()));
}

TEST(TimeBudget, ShrinksWithTheMonotonicClock) {
  const auto now = TimeBudget::Clock::now();
  const TimeBudget time(100, now);
  EXPECT_DOUBLE_EQ(time.left_s(now + 40s), 60);
  EXPECT_TRUE(time.allows(20, now + 40s));
  EXPECT_FALSE(time.allows(20, now + 70s));
  EXPECT_FALSE(time.allows(0, now + 101s));
}

TEST(TimeBudget, KeepsTheLongestOfEachPiece) {
  TimeBudget time(1000);
  time.note(save, 30);
  time.note(save, 10);
  EXPECT_EQ(time.slowest_s(save), 30);
  EXPECT_TRUE(time.allows_step());
  time.note(step, 800);
  EXPECT_FALSE(time.allows_step());
  EXPECT_TRUE(time.allows_start());
  time.note(start, 800);
  EXPECT_FALSE(time.allows_start());
}

std::optional<double> left_in_job(const std::string& end, std::optional<double> limit) {
  const std::chrono::system_clock::time_point now(1000s);
  return time_left(
      limit, [&](const char* name) { return name == std::string("SLURM_JOB_END_TIME") ? end : ""; }, now);
}

TEST(TimeLeft, IsTheSmallerOfTheLimitAndTheJob) {
  EXPECT_FALSE(left_in_job("", {}));
  EXPECT_FALSE(left_in_job("0", {}));
  EXPECT_EQ(left_in_job("", 50), 50);
  EXPECT_EQ(left_in_job("1030", {}), 30);
  EXPECT_EQ(left_in_job("1030", 50), 30);
  EXPECT_EQ(left_in_job("1090", 50), 50);
  EXPECT_EQ(left_in_job("990", {}), -10);
}

TEST(TimeLeft, NamesAVariableThatIsNoNumber) {
  EXPECT_INPUT_ERROR(left_in_job("Unknown", {}), "SLURM_JOB_END_TIME");
}

}  // namespace
}  // namespace emsurvey
