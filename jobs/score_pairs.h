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

/// The predictions NAME-outputs.png of a folder, by name, with NAME.png or NAME-targets.png of the other, or
/// TIFF files called so; for each folder a pattern of names may stand (see name_pattern_from). True images
/// without a prediction are left out. Throws InputError when there is no prediction, one without a true
/// image, or a folder with two files for one name.
std::vector<ScorePair> match_pairs(const std::filesystem::path& predicted,
                                   const std::filesystem::path& truth);

}  // namespace emsurvey
