// Label images in the run tree.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// Returns the file names of `<image>-<part>`: one RGB (or grey) image for three labels (or none), else one
/// image for each label.
std::vector<std::string> label_image_names(const std::string& image, const std::string& part,
                                           const std::vector<std::string>& labels);

/// Returns the name of the file that shows the label with index `label`.
std::string label_image_name(const std::string& image, const std::string& part,
                             const std::vector<std::string>& labels, std::size_t label);

/// Encodes `planes`, one for each label. Returns the name and the bytes of each of these files.
std::vector<std::pair<std::string, std::string>> label_image_files(
    const std::string& image, const std::string& part, const std::vector<std::string>& labels,
    const std::vector<Plane<std::uint8_t>>& planes);

/// Writes these files to `folder`.
void write_label_images(const std::filesystem::path& folder, const std::string& image,
                        const std::string& part, const std::vector<std::string>& labels,
                        const std::vector<Plane<std::uint8_t>>& planes);

}  // namespace emsurvey
