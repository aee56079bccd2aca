// The sizes of images that an OME-XML text describes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace emsurvey {

struct OmePixels {
  std::uint64_t channels = 1;  ///< SizeC, with the colours of RGB pixels
  std::uint64_t slices = 1;    ///< SizeZ
  std::uint64_t times = 1;     ///< SizeT
};

/// The Pixels elements of `text`; none where it is no XML.
std::vector<OmePixels> ome_pixels(const std::string& text);

}  // namespace emsurvey
