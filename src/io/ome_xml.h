// Image sizes in an OME-XML text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace emsurvey {

struct OmePixels {
  std::uint64_t channels = 1;       ///< SizeC, which counts the colours of RGB pixels.
  std::uint64_t slices = 1;         ///< SizeZ
  std::uint64_t times = 1;          ///< SizeT
  bool are_planes_in_order = true;  ///< The first plane of each TiffData element has the number of its
                                    ///< directory.
};

/// Returns the Pixels elements of `text`; none if it is not XML.
std::vector<OmePixels> ome_pixels(const std::string& text);

}  // namespace emsurvey
