#include <gtest/gtest.h>

#include <cmath>

#include "score/instance_scores.h"

namespace emsurvey {
namespace {

TEST(InstanceScores, AreTheFormulasByHand) {
  // 10 pixels; true regions of 4 and 2 pixels; predicted region 1 covers 3 and 1 of these, and 1 and 1 are
  // predicted background.
  const ContingencyTable table{2, 1, {{1, 1, 3}, {1, 0, 1}, {2, 1, 1}, {2, 0, 1}}, {}};
  // A = 16 + 4, B = 16 + 2/10, AB = 9 + 1 + 2/10
  const InstanceScores scores = instance_scores(table, 10);
  EXPECT_DOUBLE_EQ(scores.rand, 1 - (20 + 16.2 - 20.4) / 100);
  EXPECT_DOUBLE_EQ(scores.precision, 10.2 / 16.2);
  EXPECT_DOUBLE_EQ(scores.recall, 10.2 / 20);
  EXPECT_DOUBLE_EQ(scores.f_score, 20.4 / 36.2);
  EXPECT_DOUBLE_EQ(scores.adapted_rand_error, 1 - 20.4 / 36.2);
  EXPECT_DOUBLE_EQ(scores.jaccard, 10.2 / 26);
  EXPECT_DOUBLE_EQ(scores.dice, 20.4 / 36.2);
  EXPECT_DOUBLE_EQ(scores.conformity, 2 - 26 / 10.2);
}

TEST(InstanceScores, AreUndefinedWithoutTrueRegions) {
  const InstanceScores scores = instance_scores({0, 3, {}, {}}, 10);
  EXPECT_EQ(scores.rand, 1);
  EXPECT_TRUE(std::isnan(scores.precision));
  EXPECT_TRUE(std::isnan(scores.f_score));
  EXPECT_TRUE(std::isnan(scores.jaccard));
}

TEST(InstanceScores, DoNotOverflowForHugeRegions) {
  const std::int64_t half = std::int64_t{1} << 30;
  const InstanceScores scores = instance_scores({1, 1, {{1, 1, half}}, {}}, half * 2 - 1);
  EXPECT_EQ(scores.f_score, 1);
  EXPECT_EQ(scores.rand, 1);
}

TEST(FScoreSkimage, CountsPairsOfDifferentPixels) {
  // Ordered pairs of different pixels: 3*2 in one region in both, 4*3 + 2*1 in the truth, 4*3 + 2*1 in the
  // prediction.
  const ContingencyTable table{2, 1, {{1, 1, 3}, {1, 0, 1}, {2, 1, 1}, {2, 0, 1}}, {}};
  EXPECT_DOUBLE_EQ(f_score_skimage(table), 6.0 / 14);
  EXPECT_TRUE(std::isnan(f_score_skimage({1, 1, {{1, 1, 1}}, {}})));
}

}  // namespace
}  // namespace emsurvey
