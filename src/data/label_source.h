// Where the images of a label come from, as users name it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/dataset.h"

namespace emsurvey {

struct LabelSource {
  Label label;
  std::filesystem::path folder;
  std::optional<int> channel = {};  ///< of RGB images; none: the images are grey
  bool is_inverted = false;         ///< of masks and grey targets: the label is present where they are black
};

/// Reads "NAME=DIR:KIND", followed by ":POLARITY", ":inverted" or both. Without a polarity the regions of
/// cells, and of masks and grey targets named membrane or membranes, lie between the label, those of all
/// others are the label. Throws InputError when `text` is not of this form.
LabelSource label_source_from(const std::string& text);

/// The three labels of a folder of RGB images: synapses (red), mitochondria (green) and membranes (blue).
std::vector<LabelSource> rgb_label_sources(const std::filesystem::path& folder);

/// Where valid masks come from, and for which label; for all where it is empty.
struct ValidSource {
  std::string label;
  std::filesystem::path folder;
};

/// Reads "NAME=DIR" or "DIR". Throws InputError when `text` is not of this form.
ValidSource valid_source_from(const std::string& text);

}  // namespace emsurvey
