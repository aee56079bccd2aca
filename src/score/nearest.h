// Nearest set pixel of a mask, in exact Euclidean distance.
#pragma once

#include <cstdint>

#include "base/plane.h"

namespace emsurvey {

/// Returns the mean Euclidean distance in pixels from each set pixel of `from` to the nearest set pixel of
/// `to`, a mask of the same size; 0 for pixels that are set in both. Returns NaN if either mask is empty.
/// Takes time linear in the number of pixels (Felzenszwalb and Huttenlocher, Theory of Computing 2012).
double mean_distance(const Plane<std::uint8_t>& from, const Plane<std::uint8_t>& to);

/// Returns `regions` (numbers from 1, 0 for background) grown until they meet: each background pixel that is
/// set in `within` gets the number of the region nearest to it in Euclidean distance, of equally near ones
/// always the same. Without any region nothing grows. Takes linear time.
Plane<std::int32_t> grown_regions(const Plane<std::int32_t>& regions, const Plane<std::uint8_t>& within);

}  // namespace emsurvey
