// The index columns of the wide table.
#pragma once

#include <string>
#include <vector>

#include "tables/run_evaluation.h"

namespace emsurvey {

struct TableIndex {
  std::vector<std::string> columns;   ///< Leading columns, including `sample`; the rows are sorted by them.
  std::vector<std::string> appended;  ///< Trailing columns: run and the axes that are not in `columns`.
};

/// Returns the index given by "table_index" in the options of the runs. If no run gives one, it is
/// `classic_loss,run,sample` and nothing is appended. If the runs disagree or name a column that not every
/// run has, this index is used too and a line is added to `problems`. All `runs` must have the same axes, as
/// table cells.
TableIndex settle_index(const std::vector<RunEvaluation>& runs, std::vector<std::string>& problems);

/// Returns the cell of a run in one of these columns other than `sample`.
std::string index_cell(const RunEvaluation& run, const std::string& column);

}  // namespace emsurvey
