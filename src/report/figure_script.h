// The figure of a survey as a gnuplot script: adapted Rand F-scores of the trainings and their settings.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// A setting that is a number, the abscissa of a figure.
struct NumericAxis {
  std::size_t column = 0;      ///< Position in SurveyAnalysis::columns.
  std::string title;           ///< With the unit, if the cells have one.
  std::vector<double> values;  ///< One for each setting.
  bool is_logarithmic = false;

  /// Returns where a value is drawn: its logarithm on a logarithmic axis.
  double drawn(double value) const { return is_logarithmic ? std::log10(value) : value; }
};

/// Returns the last column in which settings differ as an axis, if all its cells are numbers or numbers
/// with a common unit ("8 nm"); nothing otherwise. The axis is logarithmic if all numbers are positive and
/// the largest is at least 20 times the smallest.
std::optional<NumericAxis> numeric_axis(const SurveyAnalysis& analysis);

/// Returns the script of a point figure if the survey has a numeric axis, and that of a dot figure otherwise.
/// Returns an empty string if no training has an F_score.
std::string figure_script(const SurveyAnalysis& analysis);

/// Dot figure: a panel for each label, with the mean score of every single training, and beside them the
/// mean of the setting with its 95 % interval over trainings. Trainings that found nothing have a mark of
/// their own, the copy baseline is a line. Many settings are split into several panels.
std::string dot_figure(const SurveyAnalysis& analysis);

/// Point figure: a panel for each label, with the same values against the numbers of an axis. From four
/// different numbers on a quadratic fit to the trainings is drawn, with fewer a line from mean to mean. Each
/// combination of the other varying columns is a series.
std::string point_figure(const SurveyAnalysis& analysis, const NumericAxis& axis);

}  // namespace emsurvey
