// Scores from anyone's table, in the long or the wide form of the summary tables.
#pragma once

#include <string>

#include "io/csv.h"
#include "statistics/score_table.h"

namespace emsurvey {

/// What the table does not say.
struct SplitFacts {
  std::string scheme;      ///< Empty if it is not known.
  SectionCounts sections;  ///< Numbers of sections of each run; 0 if they are not known.
};

/// Reads a table with a row for each image of a run, either with the columns `label` and F_score or
/// semantic_Jaccard (the long form), or with columns `<label>_<score>` (the wide form). The columns `run`,
/// `split`, `repeat`, `seed`, `sample`, `image` and `image_name` identify rows. Columns of other scores, and
/// columns with decimal numbers, are ignored; all others make settings. Rows with the same settings, run, split,
/// repeat and seed are one run. Throws InputError, which names `subject` (the file), if there is no score, no
/// setting or no row, if a cell is not a number, a score is not in [0, 1], or if an image of a run occurs twice.
ScoreTable table_scores(const CsvTable& table, const SplitFacts& facts, const std::string& subject);

}  // namespace emsurvey
