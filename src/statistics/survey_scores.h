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

/// F_score or semantic_Jaccard below which nothing was found.
inline constexpr double nothing_found = 0.01;

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

/// The trainings of a setting that have no scores.
struct MissingTrainings {
  std::vector<Block> diverged;  ///< An outcome of the setting.
  std::size_t failed = 0;       ///< For reasons such as memory or disks, which say nothing about the setting.
};

struct SurveyScores {
  std::vector<std::string> columns;                ///< `classic_loss` and the axes that make settings.
  std::vector<std::vector<std::string>> settings;  ///< Cells of each setting, in the order of first runs.
  Design design;
  std::vector<std::string> labels;
  std::vector<std::string> metrics;  ///< F_score and semantic_Jaccard, as far as there are any.
  std::vector<ImageScores> images;
  std::vector<MissingTrainings> missing;  ///< One for each setting; empty if nothing is known.
  std::vector<ImageScores> baseline;
  std::vector<std::string> baseline_settings;  ///< Cells of the baseline; empty if there is none.
};

/// Names of the metrics that are analysed, the main one first.
const std::vector<std::string>& analysed_metrics();

/// Returns the scores of one label and metric. Images without true regions are left out, and so are trainings
/// without a score.
ScoreSet score_set(const SurveyScores& scores, const std::string& label, const std::string& metric);

/// Returns the trainings of a setting together with those that diverged: these count as collapsed and have the
/// score 0 on each image that other settings were scored on in the same block.
TrainingList diverged_as_zero(const ScoreSet& set, std::size_t setting, const std::vector<Block>& diverged);

/// Returns the scores of the baseline for one label and metric.
TrainingList baseline_scores(const SurveyScores& scores, const std::string& label, const std::string& metric);

}  // namespace emsurvey
