// The files of one label.
#pragma once

#include <string>
#include <vector>

#include "data/label_source.h"
#include "data/mask_files.h"
#include "data/number_files.h"
#include "data/summary.h"
#include "io/image.h"

namespace emsurvey {

/// The files of one label, and what was seen in them.
class LabelFiles {
 public:
  explicit LabelFiles(const LabelSource& source) : source_(source), masks_(source.is_inverted) {}

  void add(const std::string& file, const Image& image);
  /// Throws InputError when some masks hold 0 and 1 alone and others more.
  void require_one_form() const;
  /// Sentences about the label and about files of it that may not be read as they are meant.
  std::vector<std::string> warnings(const LabelSummary& summary) const;

 private:
  std::vector<std::string> warnings_of_files() const;

  LabelSource source_;
  MaskFiles masks_;
  NumberFiles numbers_;
  std::vector<std::string> equal_channels_;  ///< of RGB images
};

}  // namespace emsurvey
