#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "score/label_scores.h"
#include "score/masks.h"
#include "score/regions.h"
#include "score/threshold.h"
#include "score/threshold_curve.h"

namespace emsurvey {
namespace {

using Mask = Plane<std::uint8_t>;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Grey values in patches, so that regions grow, meet and enclose others.
Mask random_grey(int height, int width, unsigned seed) {
  const Mask coarse = random_mask(height, width, 0.5, seed);
  std::mt19937 generator(seed + 1);
  Mask grey(height, width);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int patch = coarse.at(y / 3, x / 4) * 120;
      grey.at(y, x) = static_cast<std::uint8_t>(patch + static_cast<int>(generator() % 136));
    }
  }
  return grey;
}

void expect_equal_or_nan(double actual, double expected) {
  if (std::isnan(expected))
    EXPECT_TRUE(std::isnan(actual));
  else
    EXPECT_EQ(actual, expected);
}

/// Compares the curve with the scores of the mask at each threshold, which must be equal to the bit.
void expect_scores_of_masks(const ScoreInput& grey, const std::vector<double>& thresholds) {
  const ThresholdCurve curve = threshold_curve(grey, thresholds);
  ASSERT_EQ(curve.f_score.size(), thresholds.size());
  ASSERT_EQ(curve.semantic_jaccard.size(), thresholds.size());
  for (std::size_t i = 0; i < thresholds.size(); ++i) {
    SCOPED_TRACE(thresholds[i]);
    const Mask mask = presence_mask_at(grey.predicted, thresholds[i]);
    const LabelScores scores =
        score_label({mask, grey.truth, grey.regions_between, grey.true_regions, grey.valid});
    expect_equal_or_nan(curve.f_score[i], scores.f_score);
    expect_equal_or_nan(curve.semantic_jaccard[i], scores.semantic_jaccard);
  }
}

TEST(ThresholdCurve, HasTheScoresOfTheMasks) {
  for (unsigned seed = 0; seed < 4; ++seed) {
    const Mask grey = random_grey(41, 53, seed);
    const Mask truth = random_mask(41, 53, seed % 2 == 0 ? 0.2 : 0.5, seed + 50);
    const Mask valid = random_mask(41, 53, 0.9, seed + 90);
    for (const bool is_between : {false, true}) {
      expect_scores_of_masks({grey, truth, is_between}, curve_thresholds());
      expect_scores_of_masks({grey, truth, is_between, nullptr, &valid}, curve_thresholds());
    }
  }
}

TEST(ThresholdCurve, HasTheScoresOfTheMasksAtAllThresholds) {
  const Mask grey = random_grey(30, 40, 9);
  const Mask truth = random_mask(30, 40, 0.3, 10);
  for (const bool is_between : {false, true})
    expect_scores_of_masks({grey, truth, is_between}, all_thresholds());
}

TEST(ThresholdCurve, TakesNumberedTrueRegions) {
  const Mask grey = random_grey(20, 30, 20);
  const Mask truth(20, 30, 1);
  Plane<std::uint32_t> numbers(20, 30);
  for (std::size_t i = 0; i < numbers.values.size(); ++i)
    numbers.values[i] = static_cast<std::uint32_t>(i / 7 % 5) * 1000;
  expect_scores_of_masks({grey, truth, false, &numbers}, curve_thresholds());
}

TEST(ThresholdCurve, IsUndefinedWithoutTrueRegionsOrAnnotatedPixels) {
  const Mask grey = random_grey(5, 6, 1);
  const Mask empty(5, 6);
  expect_scores_of_masks({grey, empty}, curve_thresholds());
  expect_scores_of_masks({grey, Mask(5, 6, 1), false, nullptr, &empty}, curve_thresholds());
  EXPECT_TRUE(std::isnan(threshold_curve({grey, empty}, curve_thresholds()).f_score[0]));
}

TEST(BestThreshold, HasTheHighestMean) {
  const std::vector<double> thresholds{0.25, 0.5, 0.75};
  // Means 0.5, 0.6 and 0.75; the undefined value does not count.
  const std::vector<ThresholdCurve> curves{{{0.2, 0.6, 0.75}, {0.1, 0.2, 0.3}},
                                           {{0.8, 0.6, nan}, {0.3, 0.2, 0.5}}};
  const ChosenThreshold chosen = best_threshold(curves, thresholds);
  EXPECT_EQ(chosen.threshold, 0.75);
  EXPECT_EQ(chosen.f_score, 0.75);
  EXPECT_DOUBLE_EQ(chosen.semantic_jaccard, 0.4);
}

TEST(BestThreshold, IsTheNearestToOneHalfOfEqualOnes) {
  const std::vector<double> thresholds{0.1, 0.4, 0.6, 0.9};
  const auto chosen = [&](std::vector<double> f_scores) {
    const ThresholdCurve curve{std::move(f_scores), std::vector<double>(4)};
    return best_threshold({&curve, 1}, thresholds).threshold;
  };
  EXPECT_EQ(chosen({0.9, 0.2, 0.9, 0.9}), 0.6);
  EXPECT_EQ(chosen({0.9, 0.9, 0.9, 0.9}), 0.4);
  EXPECT_EQ(chosen({nan, nan, nan, nan}), 0.4);
  EXPECT_TRUE(std::isnan(best_threshold({}, thresholds).f_score));
}

TEST(ChooseThreshold, FindsTheValuesOfAFaintPrediction) {
  // The true region has the value 60, a bridge to the rest 40.
  const Mask truth = mask_of({"##.##", "##.##"});
  Mask grey(2, 5);
  for (std::size_t i = 0; i < grey.values.size(); ++i) grey.values[i] = truth.values[i] != 0 ? 60 : 40;
  const ScoreInput section{grey, truth};
  const ThresholdCurve curve = threshold_curve(section, all_thresholds());
  const ChosenThreshold chosen = best_threshold({&curve, 1}, all_thresholds());
  EXPECT_EQ(presence_mask_at(grey, chosen.threshold), truth);
  EXPECT_EQ(chosen.threshold, 59.5 / 255);
  EXPECT_EQ(chosen.f_score, 1);
  EXPECT_EQ(chosen.semantic_jaccard, 1);
}

}  // namespace
}  // namespace emsurvey
