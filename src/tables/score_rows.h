// The rows of all evaluations of a survey under common columns, from which all summaries are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tables/evaluation_columns.h"
#include "tables/run_evaluation.h"
#include "tables/table_index.h"

namespace emsurvey {

struct ScoreCell {
  std::string text;  ///< As written in the tables.
  /// NaN if `text` is empty or not a number.
  double value = std::numeric_limits<double>::quiet_NaN();
};

/// The scores of a test image for one label.
struct ScoreRow {
  std::size_t run = 0;  ///< Position in ScoreRows::runs.
  std::string label;
  std::size_t position = 0;  ///< Row of the evaluation file, from 0.
  std::int64_t sample = 0;
  std::string image;             ///< Name, from the path of the prediction.
  std::vector<ScoreCell> cells;  ///< One for each column.
};

struct ScoreRows {
  std::vector<RunEvaluation> runs;        ///< By number, all with equal axes. Axes and loss are table cells.
  TableIndex index;                       ///< Index of the wide table.
  std::vector<std::string> labels;        ///< As table cells: membranes, synapses, mitochondria, then others.
  std::vector<EvaluationColumn> columns;  ///< The published ones first.
  std::vector<ScoreRow> rows;             ///< Sorted by label, run and position.
  bool has_split = false;                 ///< Whether every run states its split.
  bool has_repeat = false;                ///< Whether every run states its repeat.
};

/// Puts the evaluations of `runs` under common columns. A metric that a file does not have is an empty cell.
/// Columns of integers (split and repeat of the runs, counts of regions) cannot have empty cells, so a column
/// of integers that only some runs have is left out. Adds a line to `problems` for everything that is missing
/// or left out.
ScoreRows collect_rows(std::vector<RunEvaluation> runs, std::vector<std::string>& problems);

/// Returns the rows of `run` alone under the columns, labels and index of `rows`. Cells of columns that the run
/// does not have are empty; its labels that `rows` lacks are left out. The axes of `run` must be those of the
/// runs in `rows`, as table cells.
ScoreRows rows_under(const ScoreRows& rows, RunEvaluation run);

/// Returns the positions of the metrics in `rows.columns`, in ascending order.
std::vector<std::size_t> metric_positions(const ScoreRows& rows);

/// Returns the positions in `rows.columns` of the integer columns that are counts, which excludes `sample`.
std::vector<std::size_t> count_positions(const ScoreRows& rows);

/// Returns the position of the column `name` in `rows.columns`, or std::nullopt if there is none.
std::optional<std::size_t> column_position(const ScoreRows& rows, const std::string& name);

}  // namespace emsurvey
