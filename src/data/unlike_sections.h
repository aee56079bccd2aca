// Finds sections that differ from the others of their data set.
#pragma once

#include <string>
#include <vector>

#include "data/dataset.h"
#include "data/image_folder.h"

namespace emsurvey {

/// Returns a warning about pages of another size than most pages of their stack, if there are any. Files may
/// have any sizes, but a stack is usually written with one size, so such a page may be a preview.
std::vector<std::string> warnings_of_sizes(const ImageFolder& images);

/// Returns a warning, which begins with `subject`, about sections whose grey values are many times smaller or
/// larger than those of most sections, if there are any: for example 8-bit values in a 16-bit file.
std::vector<std::string> warnings_of_scales(const Dataset& dataset, const std::string& subject);

}  // namespace emsurvey
