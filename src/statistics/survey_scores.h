// The scores of a survey as the statistics read them: settings, trainings, images.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "statistics/score_set.h"

namespace emsurvey {

/// Loss under which the labels of the nearest training sections stand in the tables. They are a baseline for
/// comparison by eye and never a setting.
inline constexpr const char* copy_baseline = "copy_baseline";

/// Scores of one training on one image for one label. What is not known or not defined is NaN.
struct ImageScores {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::size_t setting = 0;  ///< Position in SurveyScores::settings; 0 for the baseline.
  Block block;
  std::string label;
  std::string image;
  double f_score = unknown;
  double semantic_jaccard = unknown;
  double true_regions = unknown;
  double predicted_regions = unknown;

  /// Returns the score under the name of its column, F_score or semantic_Jaccard. NaN unless it is in [0, 1].
  double score(const std::string& metric) const;
  /// Returns whether nothing was found in the image, or everything is one region: F_score or semantic_Jaccard
  /// below 0.01, or at most one predicted region where there are two true regions or more.
  bool is_empty() const;
};

struct SurveyScores {
  std::vector<std::string> columns;                ///< `classic_loss` and the axes that make settings.
  std::vector<std::vector<std::string>> settings;  ///< Cells of each setting, in the order of first runs.
  Design design;
  std::vector<std::string> labels;
  std::vector<std::string> metrics;  ///< F_score and semantic_Jaccard, as far as there are any.
  std::vector<ImageScores> images;
  std::vector<ImageScores> baseline;
  std::vector<std::string> baseline_settings;  ///< Cells of the baseline; empty if there is none.
};

/// Names of the metrics that are analysed, the main one first.
const std::vector<std::string>& analysed_metrics();

/// Returns the scores of one label and metric. Images without true regions are left out, and so are trainings
/// without a score.
ScoreSet score_set(const SurveyScores& scores, const std::string& label, const std::string& metric);

/// Returns the scores of the baseline for one label and metric.
TrainingList baseline_scores(const SurveyScores& scores, const std::string& label, const std::string& metric);

}  // namespace emsurvey
