// Tables of the command score.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "score/connectivity.h"
#include "score/evaluation.h"

namespace emsurvey {

/// The scores of a label, a row for each image or volume.
struct ScoredLabel {
  std::string name;
  std::vector<ScoredImage> images;
};

/// How images are compared.
struct ScoreSettings {
  std::filesystem::path output;  ///< Folder of the tables.
  double threshold = 0.5;
  Connectivity connectivity = Connectivity::corners;
  bool is_volume = false;
  std::string distance_unit;  ///< "pixels", "voxels" or "nm".

  /// Returns the neighbours of a pixel, such as "8-connected".
  std::string connectivity_text() const;
};

/// Returns the path of `file` relative to the folder of the tables. If `file` is a link, the path names the link
/// and not its target. A path that a spreadsheet would take for a formula gets the prefix "./".
std::string path_in_table(const std::filesystem::path& file, const ScoreSettings& settings);

/// Writes <label>.csv for each label and scores.json, and prints the means.
void write_scores(const std::vector<ScoredLabel>& labels, const ScoreSettings& settings);

}  // namespace emsurvey
