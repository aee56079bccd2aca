// evaluation/<label>.csv: the scores of a run's test images for one label, as users' scripts read them.
#pragma once

#include <string>
#include <vector>

#include "io/csv.h"
#include "score/label_scores.h"

namespace emsurvey {

/// A row of the file.
struct ScoredImage {
  std::string predicted_path;  ///< relative to the folder of the CSV
  std::string true_path;       ///< likewise
  LabelScores scores;
};

/// The table `pred_path,true_path,<published scores>,sample,<added scores>`; sample numbers `images` from 0,
/// so they come in order of image name. What is not a finite number is an empty cell.
CsvTable evaluation_table(const std::vector<ScoredImage>& images);

}  // namespace emsurvey
