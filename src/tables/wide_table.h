// summary_wide.csv: a row a test image, its metrics under all labels side by side.
#pragma once

#include "io/csv.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Columns: one without name (0..), `classic_loss,run,sample`, by which the rows are sorted, then
/// `<label>_<metric>` sorted by metric, then label, the published metrics before the others. Strings sort by
/// code point, as pandas' pivot_table sorts them. Columns and rows that are empty stay.
CsvTable wide_table(const ScoreRows& rows);

}  // namespace emsurvey
