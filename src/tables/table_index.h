// By which columns the rows of the wide table are found.
#pragma once

#include <string>
#include <vector>

#include "tables/run_evaluation.h"

namespace emsurvey {

struct TableIndex {
  std::vector<std::string> columns;   ///< the first ones, `sample` among them; rows are sorted by them
  std::vector<std::string> appended;  ///< the last ones: run and axes that are not in `columns`
};

/// The index that the runs state in "table_index" of their options; `classic_loss,run,sample` where none
/// does, and then nothing is appended. Where they disagree, or name a column that not every run has, it is
/// that one too, and a line is added to `problems`. `runs` have the same axes, as cells of the tables.
TableIndex settle_index(const std::vector<RunEvaluation>& runs, std::vector<std::string>& problems);

/// The cell of a run in one of these columns but `sample`.
std::string index_cell(const RunEvaluation& run, const std::string& column);

}  // namespace emsurvey
