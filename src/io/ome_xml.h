// The sizes of images that an OME-XML text describes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace emsurvey {

struct OmePixels {
  std::uint64_t channels = 1;       ///< SizeC, with the colours of RGB pixels
  std::uint64_t slices = 1;         ///< SizeZ
  std::uint64_t times = 1;          ///< SizeT
  bool are_planes_in_order = true;  ///< the first plane of each TiffData element is that of its directory
};

/// The Pixels elements of `text`; none where it is no XML.
std::vector<OmePixels> ome_pixels(const std::string& text);

}  // namespace emsurvey
