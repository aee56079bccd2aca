// The files of a label.
#pragma once

#include <string>
#include <vector>

#include "data/label_source.h"
#include "data/mask_files.h"
#include "data/number_files.h"
#include "data/summary.h"
#include "io/image.h"

namespace emsurvey {

/// Collects the files of a label, and warns of those that are probably misread.
class LabelFiles {
 public:
  explicit LabelFiles(const LabelSource& source) : source_(source), masks_(source.is_inverted) {}

  void add(const std::string& file, const Image& image);
  /// Throws InputError if some masks hold only 0 and 1 and others larger values.
  void require_one_form() const;
  /// Returns warnings about the label, and about files that may be interpreted differently than intended.
  std::vector<std::string> warnings(const LabelSummary& summary) const;

 private:
  std::vector<std::string> warnings_of_files() const;

  LabelSource source_;
  MaskFiles masks_;
  NumberFiles numbers_;
  std::vector<std::string> equal_channels_;  ///< RGB files with three equal channels.
};

}  // namespace emsurvey
