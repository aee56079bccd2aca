// Scores that count how many true regions are detected.
#pragma once

#include "score/contingency.h"

namespace emsurvey {

/// Counts of matched and unmatched regions at one threshold of IoU, the pixels that two regions share divided
/// by the pixels of their union. A true and a predicted region match if their IoU is greater than the
/// threshold. From 0.5 on a region has at most one match.
struct DetectionCounts {
  std::int64_t true_positives = 0;   ///< Pairs of regions that match.
  std::int64_t false_positives = 0;  ///< Predicted regions without a match.
  std::int64_t false_negatives = 0;  ///< True regions without a match.

  double precision() const;  ///< TP / (TP + FP); NaN without predicted regions.
  double recall() const;     ///< TP / (TP + FN); NaN without true regions.
  double f1() const;         ///< 2 TP / (2 TP + FP + FN); NaN without any region.
  double accuracy() const;   ///< TP / (TP + FP + FN); NaN without any region.
};

/// Detection at the thresholds of the 2018 Data Science Bowl (Caicedo et al., Nature Methods 2019).
struct DetectionScores {
  DetectionCounts at_50;     ///< IoU above 0.5.
  DetectionCounts at_75;     ///< IoU above 0.75.
  double average_precision;  ///< Mean of accuracy() over the thresholds 0.5, 0.55, ..., 0.95; NaN like it.
};

/// The table must have the sizes of the predicted regions, as count_overlaps() returns it. Regions that lie
/// wholly in the true background count as false positives.
DetectionScores detection_scores(const ContingencyTable& table);

}  // namespace emsurvey
