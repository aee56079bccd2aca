// The files of one label.
#pragma once

#include <string>
#include <vector>

#include "data/label_source.h"
#include "data/mask_files.h"
#include "data/number_files.h"
#include "io/image.h"

namespace emsurvey {

/// The files of one label, and what was seen in them.
struct LabelFiles {
  MaskFiles masks;
  NumberFiles numbers;
  std::vector<std::string> equal_channels;  ///< of RGB images

  void add(const std::string& file, const Image& image, const LabelSource& source);
  /// Sentences about files that may not be read as they are meant.
  std::vector<std::string> warnings(const LabelSource& source) const;
};

}  // namespace emsurvey
