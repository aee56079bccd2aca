// A data set from folders of images.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/cut_off.h"
#include "data/dataset.h"
#include "data/label_source.h"

namespace emsurvey {

struct PrepareOptions {
  std::filesystem::path raw;        ///< the sections: a folder, or a TIFF stack
  std::vector<LabelSource> labels;  ///< at least one
  std::vector<ValidSource>
      valid;                    ///< masks: annotated where > 0; a label's own and the general one both count
  bool allows_missing = false;  ///< a label without an image for a section is unannotated there
  std::optional<std::pair<double, double>> grey_range;  ///< none: 0 and 255, of 16 bits the usual_range
  double nm_per_pixel = 0;                              ///< 0: not known
};

/// Called with each sentence about images that may not be read as they are meant.
using Warn = std::function<void(const std::string&)>;

struct Prepared {
  Dataset dataset;
  CutOff cut_off;  ///< of its sections
};

/// Reads the sections, in natural order of their names, and their labels and valid masks, matched by name
/// (see ImageFolder::find). Throws one InputError that lists the problems of all files: unreadable, in
/// colour, of another size or depth, missing, masks of 0 and 1 beside others; with `allows_missing` also
/// label images that belong to no section, as a misspelt name could not be told from a missing image
/// otherwise.
Prepared prepare(const PrepareOptions& options, const Warn& warn = {});

}  // namespace emsurvey
