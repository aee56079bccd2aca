// The rows of all evaluations of a survey under common columns: what every summary is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tables/run_evaluation.h"
#include "tables/table_index.h"

namespace emsurvey {

/// A column of evaluation files, over all runs and labels.
struct EvaluationColumn {
  enum class Kind {
    integer,  ///< an integer in every row
    real,     ///< numbers and empty cells: a metric
    text,
  };
  std::string name;
  Kind kind = Kind::text;
  bool is_published = false;  ///< a column of the published study, which stands before the others
};

struct ScoreCell {
  std::string text;  ///< as written in the tables
  double value =
      std::numeric_limits<double>::quiet_NaN();  ///< not a number where `text` is empty or no number
};

/// A test image under one label.
struct ScoreRow {
  std::size_t run = 0;  ///< position in ScoreRows::runs
  std::string label;
  std::size_t position = 0;  ///< row of its evaluation file, from 0
  std::int64_t sample = 0;
  std::string image;             ///< name, from the path of the prediction
  std::vector<ScoreCell> cells;  ///< one a column
};

struct ScoreRows {
  std::vector<RunEvaluation> runs;        ///< by number; every run has the same axes; axes and loss are cells
  TableIndex index;                       ///< of the wide table
  std::vector<std::string> labels;        ///< as cells: membranes, synapses, mitochondria, then others
  std::vector<EvaluationColumn> columns;  ///< published ones first
  std::vector<ScoreRow> rows;             ///< by label, run, position
  bool has_split = false;                 ///< whether every run says its split
  bool has_repeat = false;                ///< likewise
};

/// Puts the evaluations of `runs` under common columns. Metrics that a file does not have are empty. A column
/// of integers (split and repeat of the runs, counts of regions) can have no empty cell, so one that only
/// some runs have is left out. What had to be left out or is missing adds a line to `problems`.
ScoreRows collect_rows(std::vector<RunEvaluation> runs, std::vector<std::string>& problems);

/// WorkerStatus in `rows.columns` of the metrics, in the order of the columns.
std::vector<std::size_t> metric_positions(const ScoreRows& rows);

/// Likewise of the integers that count something, so not of `sample`.
std::vector<std::size_t> count_positions(const ScoreRows& rows);

/// WorkerStatus in `rows.columns` of the column `name`, if there is one.
std::optional<std::size_t> column_position(const ScoreRows& rows, const std::string& name);

}  // namespace emsurvey
