// The figure of a survey as a gnuplot script: adapted Rand F-scores in the form of the published figures.
#pragma once

#include <string>

#include "tables/score_rows.h"

namespace emsurvey {

/// Returns the script of a point figure if the last index column of the wide table, except run and sample, is
/// an axis of integers up to a billion, and that of a bar figure otherwise. Returns an empty string if no
/// image has an F_score.
std::string figure_script(const ScoreRows& rows);

/// Bar figure: one group of bars for each setting, in the order of their first runs, with one bar for each
/// label. A bar shows the mean, and its error bar the standard deviation of the sample. Many settings are
/// split into several rows.
std::string bar_figure(const ScoreRows& rows);

/// Point figure: one panel for each label, with the F_score of every test image against the integers of the
/// column `x`, their mean and standard deviation, and a quadratic fit (of lower degree if there are fewer
/// different x). Each combination of the other varying columns is a series.
std::string point_figure(const ScoreRows& rows, const std::string& x);

}  // namespace emsurvey
