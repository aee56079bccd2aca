// The images that a data set is made from.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "data/label_source.h"

namespace emsurvey {

struct PrepareOptions {
  std::filesystem::path raw;        ///< the sections: a folder, or a TIFF stack
  std::vector<LabelSource> labels;  ///< at least one
  std::vector<ValidSource>
      valid;                    ///< masks: annotated where > 0; a label's own and the general one both count
  bool allows_missing = false;  ///< a label without an image for a section is unannotated there; images of no
                                ///< section are left out
  std::optional<std::pair<double, double>> grey_range;  ///< none: 0 and 255, of 16 bits the usual_range
  double nm_per_pixel = 0;                              ///< 0: not known
};

/// Throws InputError where the options contradict each other or name no label.
void check_options(const PrepareOptions& options);

}  // namespace emsurvey
