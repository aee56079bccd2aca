// Connected components of a mask.
#pragma once

#include <cstdint>

#include "base/plane.h"

namespace emsurvey {

/// Labels the 8-connected components of the non-zero pixels of `mask` from 1 in raster order of their first
/// pixel; other pixels are 0. Takes time linear in the number of pixels.
Plane<std::int32_t> label_regions(const Plane<std::uint8_t>& mask);

}  // namespace emsurvey
