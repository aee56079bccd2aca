// The scores of a survey as the statistics read them: settings, trainings, images.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "statistics/score_set.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Name of the loss under which the labels of the nearest training sections stand in the tables. They are a
/// baseline and no setting.
inline constexpr const char* copy_baseline = "copy_baseline";

/// Scores of one training on one image for one label. What is not known is NaN.
struct ImageScores {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::size_t setting = 0;  ///< Position in SurveyScores::settings; not used for the baseline.
  Block block;
  std::string label;
  std::string image;
  double f_score = unknown;
  double semantic_jaccard = unknown;
  double true_regions = unknown;
  double predicted_regions = unknown;

  /// Returns whether nothing was found in the image, or everything is one region: F_score or semantic_Jaccard
  /// below 0.01, or at most one predicted region where there are two true regions or more. False if no score
  /// is known.
  bool is_empty() const;
};

struct SurveyScores {
  std::vector<std::string> columns;                ///< `classic_loss` and the axes that make settings.
  std::vector<std::vector<std::string>> settings;  ///< Cells of each setting, in the order of first runs.
  Design design;
  std::vector<std::string> labels;
  std::vector<std::string> metrics;  ///< F_score and semantic_Jaccard, as far as the table has them.
  std::vector<ImageScores> images;
  std::vector<ImageScores> baseline;
};

/// Arranges the rows of a survey's tables. An axis that only changes random numbers (`seed`) makes no setting,
/// but further trainings.
SurveyScores survey_scores(const ScoreRows& rows);

/// Returns the scores of one label and metric. Images without true regions are left out.
ScoreSet score_set(const SurveyScores& scores, const std::string& label, const std::string& metric);

}  // namespace emsurvey
