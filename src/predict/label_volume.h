// Volumes of labels that were predicted section by section.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "predict/section_labels.h"

namespace emsurvey {

/// Joins TIFF images, one for each section, as the pages of one TIFF file. Throws FileError if it cannot be
/// written, InputError if a section cannot be read.
void write_label_stack(const std::filesystem::path& path, const std::vector<std::filesystem::path>& sections,
                       LabelValues values);

/// Joins TIFF images as arrays [sections, rows, columns] of an HDF5 file, one array `/<label>` for each label, in
/// deflated chunks. `sections[label]` has the images of a label. One section is in memory at a time. Throws
/// like write_label_stack().
void write_label_volume(const std::filesystem::path& path, const std::vector<std::string>& labels,
                        const std::vector<std::vector<std::filesystem::path>>& sections, LabelValues values);

}  // namespace emsurvey
