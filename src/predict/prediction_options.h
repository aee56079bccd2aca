// Options of a prediction: the form of its output, averaging, grey range and memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "predict/grey_input.h"
#include "predict/section_labels.h"

namespace emsurvey {

/// Form of the label images.
enum class OutputFormat {
  png,   ///< An RGB image for three labels, else one image for each label.
  tiff,  ///< One file for each label; the pages of a stack are the pages of one file.
  hdf5,  ///< One file for each volume, with an array [sections, rows, columns] for each label.
};

struct PredictionOptions {
  OutputFormat format = OutputFormat::png;
  LabelValues values = LabelValues::grey;
  bool has_regions = false;        ///< Whether numbered regions are written, too.
  std::vector<double> thresholds;  ///< Of the regions, for each label.
  bool uses_all_orientations = false;
  std::optional<GreyEnds> grey_ends;
  std::uint64_t memory_bytes = 0;  ///< Memory that this process may use.
  std::uint64_t base_bytes = 0;    ///< Memory that it uses before it reads a section.
};

}  // namespace emsurvey
