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

struct StoredScores {
  std::string identity;  ///< of the experiment
  RunScores scores;
};

void write_scores(const std::filesystem::path& path, const Experiment& experiment, const RunScores& scores);

/// Throws FileError when the file is missing or cannot be read, InputError when it is damaged.
StoredScores read_any_scores(const std::filesystem::path& path);

/// The same for the scores of `experiment`; throws InputError when they are of another one.
RunScores read_scores(const std::filesystem::path& path, const Experiment& experiment);

/// Whether read_scores would succeed. Throws FileError when a file that is there cannot be read.
bool is_scored(const std::filesystem::path& path, const Experiment& experiment);

}  // namespace emsurvey
