// Pairs of predicted and true label images.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace emsurvey {

struct ScorePair {
  std::string name;
  std::filesystem::path predicted;
  std::filesystem::path truth;
};

/// Matches each prediction NAME-outputs.png with NAME.png or NAME-targets.png in the other folder; the pairs
/// are sorted by name. Either folder may be a pattern of file names (see name_pattern_from). True images
/// without a prediction are omitted. Throws InputError if there is no prediction, or one without a true
/// image.
std::vector<ScorePair> match_pairs(const std::filesystem::path& predicted,
                                   const std::filesystem::path& truth);

}  // namespace emsurvey
