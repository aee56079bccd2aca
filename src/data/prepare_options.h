// Options for preparing a data set from images.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "data/label_source.h"

namespace emsurvey {

struct PrepareOptions {
  std::filesystem::path raw;        ///< The sections: a folder, a TIFF stack or an HDF5 array.
  std::vector<LabelSource> labels;  ///< At least one.
  /// Masks, annotated where > 0. The masks of a label and those of all labels are combined (logical and).
  std::vector<ValidSource> valid;
  /// A section without an image of a label is unannotated there; images without a section are left out.
  bool allows_missing = false;
  /// None: 0 to 255 for 8 bits; the usual_range for 16 bits.
  std::optional<std::pair<double, double>> grey_range;
  double nm_per_pixel = 0;  ///< 0 if unknown.
};

/// Throws InputError if the options contradict each other or name no label.
void check_options(const PrepareOptions& options);

}  // namespace emsurvey
