// evaluation/<label>.csv: the scores of a run's test images for one label, in the format that users' scripts
// read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/csv.h"
#include "score/label_scores.h"

namespace emsurvey {

/// A row of the file.
struct ScoredImage {
  std::string predicted_path;  ///< Relative to the folder of the CSV file.
  std::string true_path;       ///< Relative to the folder of the CSV file.
  LabelScores scores;
};

/// Builds the table `pred_path,true_path,<published scores>,sample,<added scores>` with the scores in
/// `columns`. The column `sample` numbers `images` from 0, in order of image name. Scores that are not finite
/// become empty cells.
CsvTable evaluation_table(const std::vector<ScoredImage>& images,
                          std::span<const ScoreColumn> columns = score_columns());

}  // namespace emsurvey
