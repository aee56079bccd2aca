// How many trainings would find which difference. The numbers are those of statistics packages.
#include <gtest/gtest.h>

#include "statistics/sample_size.h"
#include "statistics/small_scores.h"

namespace emsurvey {
namespace {

Design design_with(double overlap, bool is_paired = true) {
  Design design;
  design.is_paired = is_paired;
  design.overlap = {0, overlap};
  return design;
}

TEST(SampleSize, IsThatOfThePairedTest) {
  // Power 0.8 at level 0.05, for standard deviations of 0.36 and 0.03.
  const std::vector<std::pair<std::size_t, std::vector<double>>> expected{{3, {1.18, 0.098, 0.130}},
                                                                          {5, {0.61, 0.050, 0.076}},
                                                                          {10, {0.36, 0.030, 0.056}},
                                                                          {15, {0.28, 0.023, 0.051}},
                                                                          {30, {0.19, 0.016, 0.046}}};
  for (const auto& [n, differences] : expected) {
    EXPECT_NEAR(0.36 * design_factor(design_with(0), n), differences[0], 0.006) << n;
    EXPECT_NEAR(0.03 * design_factor(design_with(0), n), differences[1], 0.0006) << n;
    EXPECT_NEAR(0.03 * design_factor(design_with(0.25), n), differences[2], 0.0006) << n;
  }
}

TEST(SampleSize, IsThatOfWelchsTestWhereNothingIsPaired) {
  // The two-sample t test with 17 trainings a side has power 0.8 for a difference of 0.991 standard deviations.
  EXPECT_NEAR(design_factor(design_with(0, /*is_paired=*/false), 17), 0.991, 0.003);
}

TEST(SampleSize, SaysHowSureAStandardDeviationIs) {
  EXPECT_NEAR(deviation_factors(3).low, 0.52, 0.005);
  EXPECT_NEAR(deviation_factors(3).high, 6.3, 0.05);
}

TEST(SampleSize, TakesTheMedianOverPairs) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
  const SurveyAnalysis analysis = analyse_table(loss_table(), {"published", {}});
  const MetricAnalysis& result = analysis.results[0];
  EXPECT_EQ(typical_deviation(analysis.design, result),
            median({result.pair(0, 1).sd, result.pair(0, 2).sd, result.pair(1, 2).sd}));
  const SurveyAnalysis one = analyse_table(loss_table(1), {"published", {}});
  EXPECT_EQ(typical_deviation(one.design, one.results[0]), std::nullopt);
}

}  // namespace
}  // namespace emsurvey
