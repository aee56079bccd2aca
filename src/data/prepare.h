// Prepares a data set from folders of images.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "data/cut_off.h"
#include "data/dataset.h"
#include "data/prepare_options.h"
#include "data/summary.h"

namespace emsurvey {

/// Receives each warning about images and labels that may be interpreted differently than intended.
using Warn = std::function<void(const std::string&)>;

struct Prepared {
  Dataset dataset;
  CutOff cut_off;                       ///< Clipped pixels of the sections.
  std::vector<LabelSummary> summaries;  ///< One per label.
};

/// Reads the sections in natural order of their names, and their labels and valid masks, matched by name (see
/// ImageMatch). Throws one InputError that lists the problems of all files: unreadable, in colour, of another
/// size or depth, missing, without a section, or masks of 0 and 1 beside others. With `allows_missing`,
/// sections without label images and images without a section cause only a warning, unless the names of the
/// two sides evidently differ.
Prepared prepare(const PrepareOptions& options, const Warn& warn = {});

}  // namespace emsurvey
