// Scores of a label image at many thresholds, and the threshold that is best for several images.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "score/score_input.h"

namespace emsurvey {

/// A score for each threshold of a list. Undefined scores are NaN, as in LabelScores.
struct ThresholdCurve {
  std::vector<double> f_score;
  std::vector<double> semantic_jaccard;
};

/// Returns the scores that score_label() gives for the masks of `input.predicted`, which here is an 8-bit
/// label image, at `thresholds` (ascending, in (0, 1), at most 255). All thresholds together take about as long as few
/// single ones: when the threshold moves, regions only grow and meet, so they are united instead of found
/// anew.
ThresholdCurve threshold_curve(const ScoreInput& input, std::span<const double> thresholds);

/// A threshold and the mean scores of some images at it, over the images where they are defined.
struct ChosenThreshold {
  double threshold = 0.5;
  double f_score = std::numeric_limits<double>::quiet_NaN();
  double semantic_jaccard = std::numeric_limits<double>::quiet_NaN();
};

/// Returns the threshold with the highest mean F_score over the images of `curves`. Of equally good ones it
/// is the nearest to 0.5, of two equally near ones the lower. Without any defined F_score it is the nearest
/// to 0.5. Each curve must have a value for each of `thresholds`, of which there is at least one.
ChosenThreshold best_threshold(std::span<const ThresholdCurve> curves, std::span<const double> thresholds);

}  // namespace emsurvey
