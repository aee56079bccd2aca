// The scores of a survey beside published ones, or those of another survey.
#pragma once

#include <string>
#include <vector>

#include "io/csv.h"
#include "report/welch.h"
#include "tables/moments.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct ComparedScore {
  std::vector<std::string> cells;  ///< of the group, under Comparison::columns
  std::string label;
  std::string metric;
  Moments own;
  Moments published;
  MeanDifference difference;  ///< own - published
  std::string verdict;        ///< as comparison_rule() says
};

struct Comparison {
  std::vector<std::string> columns;  ///< loss and axes
  /// The survey's groups in their order, then those that were only published; by label and metric in each.
  std::vector<ComparedScore> scores;
};

/// Compares with `published`, a table in wide form read from `subject`: columns `<label>_<metric>` hold
/// values, those that are named as the survey's loss or axes are keys, others are ignored; a row an image, a
/// run or a group. A survey's own wide tables are of that form. Throws InputError where there is nothing to
/// compare, for an unknown label and for a cell that is no number.
Comparison compare_scores(const ScoreRows& rows, const CsvTable& published, const std::string& subject);

/// comparison.csv: the columns of the groups, then label,metric,n,mean,sd,published_n,published_mean,
/// published_sd,difference,low,high,verdict.
CsvTable comparison_table(const Comparison& comparison);

/// The same for people: numbers with three digits, settings that differ.
CsvTable readable_comparison(const Comparison& comparison);

/// How the verdicts are reached, in a sentence or two.
std::string comparison_rule();

/// How many scores have which verdict, in a line.
std::string verdict_counts(const Comparison& comparison);

}  // namespace emsurvey
