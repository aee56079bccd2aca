// The figure of a survey as a gnuplot script: adapted Rand F-scores in the form of the published figures.
#pragma once

#include <string>

#include "tables/score_rows.h"

namespace emsurvey {

/// Points where the wide table's index ends (but for run and sample) in an axis of integers up to a billion, bars otherwise.
/// Empty where no image has an F_score.
std::string figure_script(const ScoreRows& rows);

/// One group of bars for each setting, in order of their first runs, with one bar for each label: mean, and
/// the standard deviation of the sample as error bar. Many settings stand in several rows.
std::string bar_figure(const ScoreRows& rows);

/// One panel for each label: the F_score of every test image against the integers of the column `x`, their
/// mean and standard deviation, and a quadratic fit (of lower degree where there are fewer different x). A
/// series of its own for each combination of the other varying columns.
std::string point_figure(const ScoreRows& rows, const std::string& x);

}  // namespace emsurvey
