// Connected regions of a mask.
#pragma once

#include <cstdint>

#include "base/plane.h"

namespace emsurvey {

/// The connected components of the non-zero pixels of `mask` with 8-connectivity, numbered from 1 in raster
/// order of their first pixel; 0 elsewhere. Linear in the number of pixels.
Plane<std::int32_t> label_regions(const Plane<std::uint8_t>& mask);

}  // namespace emsurvey
