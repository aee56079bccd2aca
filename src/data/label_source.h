// Sources of label images, as given on the command line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"

namespace emsurvey {

struct LabelSource {
  Label label;
  std::filesystem::path folder;
  std::optional<int> channel = {};  ///< Channel of RGB images; none for grey images.
  bool is_inverted = false;         ///< For masks and grey targets: the label is present where they are
                                    ///< black.
};

/// Parses "NAME=DIR:KIND", followed by ":POLARITY", ":inverted" or both. The default polarity is `between`
/// for cells, and for masks and grey targets named membrane or membranes; otherwise it is `label`. Throws
/// InputError, which names `option`, if `text` has another form.
LabelSource label_source_from(const std::string& text, const std::string& option = "--label");

/// Returns the three labels of RGB images: synapses (red), mitochondria (green) and membranes (blue).
std::vector<LabelSource> rgb_label_sources(const std::filesystem::path& folder);

/// Source of valid masks for one label, or for all labels if `label` is empty.
struct ValidSource {
  std::string label;
  std::filesystem::path folder;
};

/// Parses "NAME=DIR" or "DIR". Throws InputError if `text` has another form.
ValidSource valid_source_from(const std::string& text);

}  // namespace emsurvey
