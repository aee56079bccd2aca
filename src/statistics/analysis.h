// The statistical analysis of a survey: which differences between settings hold.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/progress_callback.h"
#include "statistics/design.h"
#include "statistics/pair_comparison.h"
#include "statistics/ranking.h"
#include "statistics/setting_summary.h"
#include "statistics/survey_scores.h"
#include "statistics/t_test.h"
#include "statistics/variance.h"

namespace emsurvey {

/// The analysis of one label and metric.
struct MetricAnalysis {
  std::string label;
  std::string metric;
  std::vector<SettingSummary> settings;  ///< In grid order.
  /// For each setting with trainings that diverged, its values with these counted as 0.
  std::vector<std::optional<SettingSummary>> with_diverged;
  std::vector<PairComparison> pairs;  ///< Sorted by first, then second; see compared_pairs().
  Ranking ranking;
  std::vector<std::optional<VarianceComponents>>
      components;  ///< One for each setting; only for balanced scores.
  std::optional<SettingComponents> setting_components;
  /// The copy baseline (labels of the nearest training section), which enters no test: number of images and
  /// mean only.
  std::optional<SettingSummary> baseline;

  /// Returns the comparison of two settings in either order. Throws std::out_of_range if they were not compared.
  const PairComparison& pair(std::size_t one, std::size_t other) const;
  /// Returns the number of pairs that were not compared, because there are too many.
  std::size_t pairs_left_out() const;
};

struct SurveyAnalysis {
  std::vector<std::string> columns;                ///< `classic_loss` and the axes that make settings.
  std::vector<std::vector<std::string>> settings;  ///< Cells of each setting, in grid order.
  std::vector<std::string> baseline;               ///< Cells of the copy baseline; empty if there is none.
  std::vector<std::string> images;                 ///< Names of all test images, sorted.
  Design design;
  double margin = default_margin;
  std::vector<MetricAnalysis> results;  ///< By label; the main metric F_score first, then semantic_Jaccard.

  /// Returns the cells of a setting, joined by commas.
  std::string setting_name(std::size_t setting) const;
};

/// Analyses one label and metric. `p_holm_labels` stays undefined.
MetricAnalysis analyse_metric(
    const SurveyScores& scores, const std::string& label, const std::string& metric, double margin,
    const ProgressCallback& on_progress = [] {});

/// Analyses all labels and metrics of a survey.
SurveyAnalysis analyse(
    const SurveyScores& scores, double margin = default_margin, const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey
