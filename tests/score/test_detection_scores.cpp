#include <gtest/gtest.h>

#include <cmath>

#include "score/detection_scores.h"

namespace emsurvey {
namespace {

TEST(DetectionScores, AreCountedByHand) {
  // True regions of 10, 4 and 6 pixels; predicted ones of 12, 3 and 50 pixels, the last in the background.
  // IoU 10/12 and 3/4; the third true region is missed.
  const ContingencyTable table{3, 3, {{1, 1, 10}, {2, 2, 3}, {2, 0, 1}, {3, 0, 6}}, {0, 12, 3, 50}};
  const DetectionScores scores = detection_scores(table);
  EXPECT_EQ(scores.at_50.true_positives, 2);
  EXPECT_EQ(scores.at_50.false_positives, 1);
  EXPECT_EQ(scores.at_50.false_negatives, 1);
  EXPECT_DOUBLE_EQ(scores.at_50.precision(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(scores.at_50.recall(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(scores.at_50.f1(), 2.0 / 3);
  EXPECT_EQ(scores.at_75.true_positives, 1);  // An IoU of exactly 0.75 is not above it.
  EXPECT_DOUBLE_EQ(scores.at_75.f1(), 1.0 / 3);
  // Two matches at 0.5 to 0.7, one at 0.75 and 0.8, none above.
  EXPECT_DOUBLE_EQ(scores.average_precision, (5 * 2.0 / 4 + 2 * 1.0 / 5) / 10);
}

TEST(DetectionScores, MatchNoRegionTwice) {
  // Two halves of one region have an IoU of exactly 0.5 each.
  const ContingencyTable halves{1, 2, {{1, 1, 5}, {1, 2, 5}}, {0, 5, 5}};
  EXPECT_EQ(detection_scores(halves).at_50.true_positives, 0);
  EXPECT_EQ(detection_scores(halves).average_precision, 0);
}

TEST(DetectionScores, AreUndefinedWhereThereIsNothingToCount) {
  const DetectionScores none = detection_scores({0, 0, {}, {9}});
  EXPECT_TRUE(std::isnan(none.at_50.precision()));
  EXPECT_TRUE(std::isnan(none.at_50.recall()));
  EXPECT_TRUE(std::isnan(none.at_50.f1()));
  EXPECT_TRUE(std::isnan(none.average_precision));

  const DetectionScores nothing_predicted = detection_scores({1, 0, {{1, 0, 4}}, {9}});
  EXPECT_TRUE(std::isnan(nothing_predicted.at_50.precision()));
  EXPECT_EQ(nothing_predicted.at_50.recall(), 0);
  EXPECT_EQ(nothing_predicted.at_50.f1(), 0);
  EXPECT_EQ(nothing_predicted.average_precision, 0);

  const DetectionScores nothing_true = detection_scores({0, 1, {}, {5, 4}});
  EXPECT_EQ(nothing_true.at_50.precision(), 0);
  EXPECT_TRUE(std::isnan(nothing_true.at_50.recall()));
  EXPECT_EQ(nothing_true.average_precision, 0);
}

}  // namespace
}  // namespace emsurvey
