// Comparison of the scores of a survey with published scores or with those of another survey.
#pragma once

#include <string>
#include <vector>

#include "io/csv.h"
#include "statistics/t_test.h"
#include "tables/moments.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct ComparedScore {
  std::vector<std::string> cells;  ///< Cells of the group under Comparison::columns.
  std::string label;
  std::string metric;
  Moments own;        ///< Over trainings or, where splits differ, over splits.
  Moments published;  ///< Over trainings.
  TTest test;         ///< own - published; undefined if a side has one training or neither has any spread.
  /// p of `test` after Holm over the groups with the same label and metric; NaN without a test.
  double p_holm = std::numeric_limits<double>::quiet_NaN();
  /// Difference that would have been found with power 0.8; NaN without a test.
  double detectable = std::numeric_limits<double>::quiet_NaN();
  std::string verdict;  ///< See comparison_rule().
};

struct Comparison {
  std::vector<std::string> columns;  ///< Loss and axes.
  /// The groups of the survey in their order, then groups that were only published; each group by label and
  /// metric.
  std::vector<ComparedScore> scores;
  std::vector<std::string> notes;  ///< Signs that the values are of other data, one line each.
};

/// Compares the scores with `published`, a table in wide form that was read from `subject`. Columns named
/// `<label>_<metric>` hold values, columns named like the survey's loss or axes are keys, `run`, `split` and
/// `repeat` name trainings, and other columns are ignored. Rows with a column `image` or `sample` are images;
/// without `run`, `split` and `repeat` those of a group belong to one training. Other rows are trainings. The
/// wide tables of a survey have this form. Throws InputError if there is nothing to compare, for an unknown
/// label, and for a cell that is not a number.
Comparison compare_scores(const ScoreRows& rows, const CsvTable& published, const std::string& subject);

/// Builds comparison.csv: the columns of the groups, then label,metric,n,mean,sd,published_n,published_mean,
/// published_sd,difference,low,high,p,p_holm,detectable,verdict. n counts trainings or splits.
CsvTable comparison_table(const Comparison& comparison);

/// Builds the same table for human readers: numbers with three digits, and only the settings that differ.
CsvTable readable_comparison(const Comparison& comparison);

/// Explains in a few sentences how the verdicts are reached.
std::string comparison_rule();

/// Returns one line with the number of scores for each verdict.
std::string verdict_counts(const Comparison& comparison);

}  // namespace emsurvey
