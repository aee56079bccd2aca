// The tables of an analysis.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "io/csv.h"
#include "statistics/analysis.h"

namespace emsurvey {

/// Builds analysis_settings.csv: the columns of the settings, `setting` (their cells, joined), label, metric and
/// the values of SettingSummary. A setting with trainings that diverged has a second row, in which they count as
/// 0; its `setting` ends in diverged_suffix. The copy baseline comes last in each label and metric, with its number
/// of images and its mean alone.
CsvTable settings_table(const SurveyAnalysis& analysis);

/// Builds analysis_pairs.csv: label, metric, first, second, the values of PairComparison, the margin of equivalence,
/// the overlap correction, and the resampled interval and share of the pair.
CsvTable pairs_table(const SurveyAnalysis& analysis);

/// Builds analysis_ranking.csv: label, metric, setting, average rank and values of its resamples; then, the same in
/// all rows of a label and metric, the values of the test of Friedman.
CsvTable ranking_table(const SurveyAnalysis& analysis);

/// Builds analysis_variance.csv: label, metric, setting, component, value and raw, the estimate before a negative
/// one was set to 0. `setting` is empty for the components over all settings. `value` is empty where a component
/// cannot be estimated.
CsvTable variance_table(const SurveyAnalysis& analysis);

/// Names and texts of the four files.
std::vector<std::pair<std::string, std::string>> analysis_files(const SurveyAnalysis& analysis);

}  // namespace emsurvey
