// Predicted label images and the true ones that they are compared with.
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

/// The predictions NAME-outputs.png of a folder, by name, with NAME.png or NAME-targets.png of the other; for
/// each folder a pattern of names may stand (see name_pattern_from). True images without a prediction are
/// left out. Throws InputError when there is no prediction, or one without a true image.
std::vector<ScorePair> match_pairs(const std::filesystem::path& predicted,
                                   const std::filesystem::path& truth);

}  // namespace emsurvey
