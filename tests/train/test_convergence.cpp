#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "train/convergence.h"

namespace emsurvey {
namespace {

/// A log with these losses at these steps.
std::vector<LogRow> log_of(const std::vector<std::pair<std::int64_t, double>>& losses) {
  std::vector<LogRow> log;
  for (const auto& [step, loss] : losses) {
    LogRow row{};
    row.step = step;
    row.losses.classic = loss;
    log.push_back(row);
  }
  return log;
}

TEST(Convergence, ComparesTheLastTenthWithTheTenthBefore) {
  // The means over the steps 81 to 90 and 91 to 100 are 2 and 1.75.
  const auto falling = convergence_of(
      log_of({{5, 100}, {80, 50}, {81, 3}, {85, 2}, {90, 1}, {91, 2}, {95, 1.5}, {100, 1.75}}), 100);
  EXPECT_DOUBLE_EQ(falling.loss_last_tenth, 1.75);
  EXPECT_DOUBLE_EQ(falling.loss_change_percent, -12.5);
  EXPECT_TRUE(falling.is_still_falling());
}

TEST(Convergence, ALossThatFallsLittleOrRisesIsNotStillFalling) {
  EXPECT_FALSE(convergence_of(log_of({{90, 2}, {100, 1.92}}), 100).is_still_falling());
  EXPECT_TRUE(convergence_of(log_of({{90, 2}, {100, 1.88}}), 100).is_still_falling());
  EXPECT_FALSE(convergence_of(log_of({{90, 2}, {100, 3}}), 100).is_still_falling());
}

TEST(Convergence, IsUnknownWithoutBothTenthsAndBeforeTheEnd) {
  for (const auto& log :
       {log_of({}), log_of({{3, 1}}), log_of({{90, 2}, {95, 1}}), log_of({{90, 0}, {100, 0}})}) {
    const Convergence convergence = convergence_of(log, log.size() == 1 ? 3 : 100);
    EXPECT_TRUE(std::isnan(convergence.loss_change_percent));
    EXPECT_FALSE(convergence.is_still_falling());
  }
  EXPECT_TRUE(std::isnan(convergence_of(log_of({{90, 2}, {95, 1}}), 100).loss_last_tenth));
}

}  // namespace
}  // namespace emsurvey
