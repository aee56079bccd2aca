// Sections that are unlike the others of their data set.
#pragma once

#include <string>
#include <vector>

#include "data/dataset.h"
#include "data/image_folder.h"

namespace emsurvey {

/// A sentence about pages of another size than most pages of their stack, if there are any. Files may have
/// any sizes, but a stack is written at one, so that such a page may be a preview.
std::vector<std::string> warnings_of_sizes(const ImageFolder& images);

/// A sentence, beginning with `subject`, about sections whose grey values are many times smaller or larger
/// than those of most sections, if there are any: values of 8 bits in a file of 16 bits, for example.
std::vector<std::string> warnings_of_scales(const Dataset& dataset, const std::string& subject);

}  // namespace emsurvey
