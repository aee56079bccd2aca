// summary_wide.csv and averages_wide.csv: the metrics of all labels side by side.
#pragma once

#include "io/csv.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Builds the table with one row for each test image. The columns are a column without a name (0, 1, ...),
/// the columns of the table index, `<label>_<metric>` for all metrics and labels, and the columns that the
/// index appends. Rows are sorted by the index columns and run. The metric columns are sorted by metric, then
/// by label, with the published metrics before the others. As in pandas' pivot_table, columns of integers
/// sort by value and others by code point. Empty columns and rows are kept.
CsvTable wide_table(const ScoreRows& rows);

/// Builds the table with one row for each run: the wide table without `sample`, with each metric averaged
/// over the test images of the run that have a value. The cell is empty if none has a value.
CsvTable averages_table(const ScoreRows& rows);

}  // namespace emsurvey
