#include <gtest/gtest.h>

#include <cmath>

#include "score/variation_of_information.h"

namespace emsurvey {
namespace {

TEST(VariationOfInformation, IsInBits) {
  // A true region in two equal halves is one bit of split, two equal true regions in one are one of merge.
  const auto split = variation_of_information({1, 2, {{1, 1, 4}, {1, 2, 4}}, {}});
  EXPECT_DOUBLE_EQ(split.split, 1);
  EXPECT_DOUBLE_EQ(split.merge, 0);
  const auto merged = variation_of_information({2, 1, {{1, 1, 4}, {2, 1, 4}}, {}});
  EXPECT_DOUBLE_EQ(merged.split, 0);
  EXPECT_DOUBLE_EQ(merged.merge, 1);
}

TEST(VariationOfInformation, TakesThePredictedBackgroundForARegion) {
  const auto missed = variation_of_information({2, 0, {{1, 0, 4}, {2, 0, 4}}, {}});
  EXPECT_DOUBLE_EQ(missed.split, 0);
  EXPECT_DOUBLE_EQ(missed.merge, 1);
}

TEST(VariationOfInformation, IsUndefinedWithoutTrueRegions) {
  const auto nothing = variation_of_information({0, 3, {}, {}});
  EXPECT_TRUE(std::isnan(nothing.split));
  EXPECT_TRUE(std::isnan(nothing.merge));
}

}  // namespace
}  // namespace emsurvey
