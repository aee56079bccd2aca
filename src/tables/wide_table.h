// summary_wide.csv and averages_wide.csv: metrics under all labels side by side.
#pragma once

#include "io/csv.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// A row a test image. Columns: one without name (0..), those of the table's index, by which and by run the
/// rows are sorted, then `<label>_<metric>` sorted by metric, then label, the published metrics before the
/// others, then what the index appends. Columns of integers sort by value, others by code point, as pandas'
/// pivot_table sorts them. Columns and rows that are empty stay.
CsvTable wide_table(const ScoreRows& rows);

/// A row a run: the wide table without `sample`, every metric the mean over those of the run's test images
/// that have a value, empty where none has.
CsvTable averages_table(const ScoreRows& rows);

}  // namespace emsurvey
