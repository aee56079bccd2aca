// Label images as the run tree keeps them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// Names of the files of `<image>-<part>`: one RGB (or grey) image where there are three labels (or none are
/// named), else one a label.
std::vector<std::string> label_image_names(const std::string& image, const std::string& part,
                                           const std::vector<std::string>& labels);

/// The one of these files that shows `label`, by its number.
std::string label_image_name(const std::string& image, const std::string& part,
                             const std::vector<std::string>& labels, std::size_t label);

/// Writes `planes`, one a label, into these files.
void write_label_images(const std::filesystem::path& folder, const std::string& image,
                        const std::string& part, const std::vector<std::string>& labels,
                        const std::vector<Plane<std::uint8_t>>& planes);

}  // namespace emsurvey
