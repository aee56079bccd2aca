// A data set from folders of images.
#pragma once

#include <functional>
#include <string>

#include "data/cut_off.h"
#include "data/dataset.h"
#include "data/prepare_options.h"

namespace emsurvey {

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
