// summary_long.csv: every row of every evaluation.
#pragma once

#include "io/csv.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Rows as in `rows`. Columns: one without name (the row's position in its evaluation file), the published
/// evaluation columns, `classic_loss,label,run`; then what this project adds: every axis, `split`, `repeat`,
/// `image`, the other evaluation columns, and `image_name`, which is `image=` and the name, so that all
/// readers take it for text. Runs without axes, split and repeat are not of this program: no image columns
/// either.
CsvTable long_table(const ScoreRows& rows);

/// The same table without `image_name`, which earlier versions of the program did not write.
CsvTable without_image_names(CsvTable table);

}  // namespace emsurvey
