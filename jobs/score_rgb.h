// Scores of RGB label images: synapses, mitochondria and membranes.
#pragma once

#include <vector>

#include "score_output.h"
#include "score_pairs.h"

namespace emsurvey {

/// The scores of pairs of images, and warnings about images that may mean something else.
struct RgbScores {
  std::vector<ScoredLabel> labels;
  std::vector<std::string> warnings;
};

/// Reads each image once, several pairs at the same time. Throws InputError if an image cannot be used.
RgbScores score_rgb(const std::vector<ScorePair>& pairs, const ScoreSettings& settings);

}  // namespace emsurvey
