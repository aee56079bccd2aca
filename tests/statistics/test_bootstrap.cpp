// Resamples of units.
#include <gtest/gtest.h>

#include "statistics/bootstrap.h"

namespace emsurvey {
namespace {

std::vector<CompleteBlock> blocks_of(const std::vector<std::pair<Block, double>>& values) {
  std::vector<CompleteBlock> blocks;
  for (const auto& [block, value] : values) blocks.push_back({block, {value, 1 - value}});
  return blocks;
}

TEST(Bootstrap, DrawsByCounter) {
  // Draw 0 of RandomSequence({0, 0, 0}, 7, 0) takes the units 0, 1, 0, 2, 1 of five, draw 1 takes 4, 2, 0, 3, 3; the
  // numbers come from an independent implementation of Philox.
  const auto units = blocks_by_unit(
      blocks_of({{{1, 1}, 0.1}, {{1, 2}, 0.2}, {{1, 3}, 0.4}, {{1, 4}, 0.8}, {{1, 5}, 1.6}}), Unit::training);
  ASSERT_EQ(units.size(), 5U);
  EXPECT_NEAR(resampled_means(units, 0)[0], (0.1 + 0.2 + 0.1 + 0.4 + 0.2) / 5, 1e-15);
  EXPECT_NEAR(resampled_means(units, 1)[0], (1.6 + 0.4 + 0.1 + 0.8 + 0.8) / 5, 1e-15);
}

TEST(Bootstrap, DrawsRepeatsWithinSplits) {
  const auto units =
      blocks_by_unit(blocks_of({{{1, 1}, 0.0}, {{1, 2}, 1.0}, {{2, 1}, 10.0}, {{2, 2}, 11.0}}), Unit::split);
  ASSERT_EQ(units.size(), 2U);
  bool has_half = false;
  for (std::uint32_t draw = 0; draw < 100; ++draw) {
    const double doubled = 4 * resampled_means(units, draw)[0];
    EXPECT_EQ(doubled, static_cast<int>(doubled)) << "means of two splits with two repeats each";
    has_half = has_half || static_cast<int>(doubled) % 2 == 1;
  }
  EXPECT_TRUE(has_half) << "a repeat can be drawn twice";
}

TEST(Bootstrap, SharesTheFirstRankOfTies) {
  std::vector<CompleteBlock> blocks = blocks_of({{{1, 1}, 0.5}, {{1, 2}, 0.5}, {{1, 3}, 0.5}});
  const Resamples resamples = resample(blocks_by_unit(blocks, Unit::training));
  EXPECT_EQ(resamples.settings[0].first, 0.5);
  EXPECT_EQ(resamples.settings[1].mean_rank, 1.5);
  EXPECT_EQ(resamples.pairs[0].share_above, 0.5);
  EXPECT_EQ(resamples.settings[0].low, 0.5);
}

TEST(Bootstrap, IsTheSameEachTime) {
  const auto units = blocks_by_unit(blocks_of({{{1, 1}, 0.1}, {{1, 2}, 0.7}, {{1, 3}, 0.4}}), Unit::training);
  const Resamples first = resample(units), second = resample(units);
  EXPECT_EQ(first.settings[0].low, second.settings[0].low);
  EXPECT_EQ(first.settings[0].mean_rank, second.settings[0].mean_rank);
  EXPECT_LT(first.settings[0].low, first.settings[0].high);
}

}  // namespace
}  // namespace emsurvey
