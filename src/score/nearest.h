// Nearest set pixel of a mask, in exact Euclidean distance.
#pragma once

#include <cstdint>
#include <functional>

#include "score/bit_image.h"

namespace emsurvey {

/// Takes a pixel (y, x) and the site (row, column) that is nearest to it.
using VisitNearest = std::function<void(int y, int x, int row, int column)>;

/// Calls `visit`, in raster order, for each pixel of `asked` that is not set in `sites`, a mask of the same
/// size. Of equally near sites it is always the same one. Makes no call if there is no site. Takes time linear
/// in the number of pixels (Felzenszwalb and Huttenlocher, Theory of Computing 2012).
void visit_nearest(const BitImage& sites, const BitImage& asked, const VisitNearest& visit);

/// Returns the mean Euclidean distance in pixels from each set pixel of `from` to the nearest set pixel of
/// `to`, a mask of the same size; 0 for pixels that are set in both. Returns NaN if either mask is empty.
double mean_distance(const BitImage& from, const BitImage& to);

}  // namespace emsurvey
