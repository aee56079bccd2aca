// summary_stats.csv: mean and standard deviation of every metric and count over splits, repeats and images.
#pragma once

#include "io/csv.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Builds the table with the columns `classic_loss`, every axis and `label,metric,n,mean,sd`. It has one row
/// for each combination of loss and axes (in the order of their first run), label and metric (the counts of
/// regions last), over the n images that have a value. `mean` is empty if n = 0; `sd` (of the sample, divisor
/// n - 1) is empty if n < 2.
CsvTable stats_table(const ScoreRows& rows);

}  // namespace emsurvey
