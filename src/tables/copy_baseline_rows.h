// The rows of the copy baselines in the tables.
#pragma once

#include <string>
#include <vector>

#include "tables/run_evaluation.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// The name of the baseline in the column of the losses. It is for comparison by eye and never a setting.
inline const std::string copy_baseline_loss = "copy_baseline";

/// Returns the rows of all copy baselines under the columns of `rows`, as those of a single run with number 0
/// and the loss copy_baseline_loss. Its split, repeat and axes of numbers are 0, its other axes `none`. The
/// samples are numbered from 0 over all baselines. Only `evaluations` of each baseline are used; a file that
/// cannot be used adds a line to `problems`. Returns no rows if `rows` or `baselines` are empty.
ScoreRows copy_baseline_rows(const ScoreRows& rows, const std::vector<RunFiles>& baselines,
                             std::vector<std::string>& problems);

/// Returns those of `baselines`, in their order, whose rows make up the rows of copy baselines in `long_table`, a
/// table of the runs in `rows`. Returns none if no selection does.
std::vector<RunFiles> baselines_in(const CsvTable& long_table, const ScoreRows& rows,
                                   const std::vector<RunFiles>& baselines);

}  // namespace emsurvey
