// scores.h5: the scores of a finished experiment, and the mark that it is finished.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "score/label_scores.h"
#include "survey/experiment.h"

namespace emsurvey {

/// The scores of one run: `scores[label][image]`.
struct RunScores {
  std::vector<std::string> labels;
  std::vector<std::string> images;
  std::vector<std::vector<LabelScores>> scores;
};

void write_scores(const std::filesystem::path& path, const Experiment& experiment, const RunScores& scores);

/// Throws InputError when the file is missing, damaged or of another experiment.
RunScores read_scores(const std::filesystem::path& path, const Experiment& experiment);

/// Whether read_scores would succeed. Throws FileError when a file that is there cannot be read.
bool is_scored(const std::filesystem::path& path, const Experiment& experiment);

}  // namespace emsurvey
