#include <gtest/gtest.h>

#include <cmath>

#include "score/pixel_scores.h"

namespace emsurvey {
namespace {

TEST(PixelScores, AreThoseOfScikitLearn) {
  struct Case {
    PixelCounts counts;
    double mutual_information;
    double rand;
  };
  // Computed with adjusted_mutual_info_score and adjusted_rand_score of scikit-learn 1.9.1 on labelings with
  // these counts.
  const Case cases[] = {
      {{3, 2, 1, 4}, 0.040320698010156406, 0.05970149253731343},
      {{0, 3, 2, 5}, 0.025611816619989347, -0.13293051359516617},
      {{1, 1, 1, 1}, -0.49999999999999944, -0.5},
      {{300000, 40000, 50000, 658576}, 0.5478113597487104, 0.6818000404774992},
      {{100, 5000, 7000, 1036476}, 0.0010987584384207724, 0.01066849401252148},
      {{1, 0, 1, 1048574}, 0.6238818473156621, 0.6666656070257752},
      {{0, 1, 1, 1048574}, -9.536752248615538e-07, -9.536752259018191e-07},
      {{2000, 3000, 1000000, 42576}, 0.05675422075318196, 0.1060258803470917},
      {{5000000, 1000000, 2000000, 8777216}, 0.31556407455017793, 0.41133407241075776},
      {{3, 10000000, 0, 6777213}, 1.6043488682637136e-07, -1.1525582888103378e-07},
  };
  for (const Case& c : cases) {
    EXPECT_NEAR(adjusted_mutual_information(c.counts), c.mutual_information, 1e-9) << c.counts.total();
    EXPECT_NEAR(adjusted_rand_index(c.counts), c.rand, 1e-12) << c.counts.total();
  }
}

TEST(PixelScores, TreatSingleClassesAsScikitLearn) {
  for (const PixelCounts& same : {PixelCounts{5, 0, 0, 0}, {0, 5, 0, 0}, {0, 0, 5, 0}, {0, 0, 0, 5}}) {
    EXPECT_EQ(adjusted_mutual_information(same), 1);
    EXPECT_EQ(adjusted_rand_index(same), 1);
  }
  for (const PixelCounts& split : {PixelCounts{2, 3, 0, 0}, {2, 0, 3, 0}, {0, 2, 0, 3}, {0, 0, 2, 3}}) {
    EXPECT_EQ(adjusted_mutual_information(split), 0);
    EXPECT_EQ(adjusted_rand_index(split), 0);
  }
}

TEST(PixelScores, AreExactlyOneForTheSamePartition) {
  for (const PixelCounts& same : {PixelCounts{1, 0, 0, 1}, {7, 0, 0, 1000}, {0, 7, 1000, 0}}) {
    EXPECT_EQ(adjusted_mutual_information(same), 1);
    EXPECT_EQ(adjusted_rand_index(same), 1);
  }
}

TEST(PixelScores, DoNotDependOnWhichMaskIsTheTruth) {
  const PixelCounts counts{100, 20, 300, 4000};
  const PixelCounts swapped{100, 300, 20, 4000};
  EXPECT_DOUBLE_EQ(adjusted_mutual_information(counts), adjusted_mutual_information(swapped));
  EXPECT_DOUBLE_EQ(adjusted_rand_index(counts), adjusted_rand_index(swapped));
}

TEST(PixelScores, HoldForTheLargestImages) {
  // The masks are independent, so both scores are 0 up to rounding.
  const std::int64_t quarter = std::int64_t{1} << 28;
  const PixelCounts counts{quarter, quarter, quarter, quarter};
  EXPECT_NEAR(adjusted_mutual_information(counts), 0, 1e-8);
  EXPECT_NEAR(adjusted_rand_index(counts), 0, 1e-8);
}

TEST(SemanticScores, AreTheFormulas) {
  const SemanticScores scores = semantic_scores({6, 1, 3, 90});
  EXPECT_DOUBLE_EQ(scores.jaccard, 0.6);
  EXPECT_DOUBLE_EQ(scores.dice, 0.75);
  EXPECT_DOUBLE_EQ(scores.conformity, 0.2 / 0.6);
  EXPECT_TRUE(std::isnan(semantic_scores({0, 0, 0, 9}).jaccard));
  EXPECT_FALSE(std::isfinite(semantic_scores({0, 2, 0, 9}).conformity));
}

}  // namespace
}  // namespace emsurvey
