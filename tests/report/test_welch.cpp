#include <gtest/gtest.h>

#include <cmath>

#include "report/welch.h"

namespace emsurvey {
namespace {

const std::vector<double> four{0.9, 0.95, 0.85, 0.92};

void expect_difference(const MeanDifference& result, double difference, double low, double high) {
  EXPECT_NEAR(result.difference, difference, 1e-12);
  EXPECT_NEAR(result.low, low, 1e-9);
  EXPECT_NEAR(result.high, high, 1e-9);
}

// The expected ends of the interval are the shifts of the first sample at which ttest_ind(equal_var=False) of
// scipy 1.10 gives p = 0.05.
TEST(WelchDifference, IsScipys) {
  expect_difference(welch_difference(moments_of(four), moments_of({0.5, 0.7, 0.65})), 0.28833333333333333,
                    0.06039150274393784, 0.5162751639227288);
  expect_difference(welch_difference(moments_of(four), moments_of({0.91, 0.99})), -0.045,
                    -0.29674432114362614, 0.2067443211436263);
}

// Computed with scipy 1.10: difference +- t.ppf(0.975, 3) * sd / 2, as in ttest_1samp.
TEST(WelchDifference, TakesTheOneDeviationThatIsThere) {
  const MeanDifference result = welch_difference(moments_of(four), moments_of({0.7}));
  expect_difference(result, 0.205, 0.13811813164498393, 0.2718818683550162);
  const MeanDifference reversed = welch_difference(moments_of({0.7}), moments_of(four));
  expect_difference(reversed, -0.205, -0.2718818683550162, -0.13811813164498393);
}

TEST(WelchDifference, HasNoIntervalWithoutDeviation) {
  const MeanDifference result = welch_difference(moments_of({0.5}), moments_of({0.7}));
  EXPECT_NEAR(result.difference, -0.2, 1e-15);
  EXPECT_TRUE(std::isnan(result.low) && std::isnan(result.high));
  EXPECT_TRUE(std::isnan(welch_difference(moments_of({}), moments_of(four)).difference));
}

TEST(WelchDifference, IsAPointWhereNothingVaries) {
  expect_difference(welch_difference(moments_of({0.5, 0.5}), moments_of({0.25, 0.25})), 0.25, 0.25, 0.25);
}

TEST(WelchDifference, HoldsForScoresNearNothing) {
  const MeanDifference result = welch_difference(moments_of({1e-90, 3e-90}), moments_of({2e-90, 4e-90}));
  EXPECT_LT(result.low, 0);
  EXPECT_GT(result.high, 0);
}

}  // namespace
}  // namespace emsurvey
