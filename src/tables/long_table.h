// summary_long.csv: all rows of all evaluations.
#pragma once

#include "io/csv.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Builds the long table, with rows in the order of `rows`. The columns are a column without a name (the
/// position of the row in its evaluation file), the published evaluation columns and
/// `classic_loss,label,run`, followed by the columns that this project adds: every axis, `split`, `repeat`,
/// `image`, the other evaluation columns and `image_name`. The latter holds `image=` and the name, so that
/// every reader takes it for text. If the runs have no axes, split and repeat, they come from another program
/// and the image columns are left out.
CsvTable long_table(const ScoreRows& rows);

/// Returns `table` without the column `image_name`, which earlier versions of the program did not write.
CsvTable without_image_names(CsvTable table);

}  // namespace emsurvey
