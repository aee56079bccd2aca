// Number of pixels that each pair of a true and a predicted region shares.
#pragma once

#include <cstdint>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// Number of pixels that one true and one predicted region share.
struct Overlap {
  std::int32_t true_region;       ///< Region number, at least 1.
  std::int32_t predicted_region;  ///< Region number; 0 is the predicted background.
  std::int64_t pixels;            ///< At least 1.
};

/// Rows i >= 1 of the contingency table p[i][j], stored sparsely: never more entries than pixels.
struct ContingencyTable {
  std::int32_t true_regions = 0;
  std::int32_t predicted_regions = 0;
  std::vector<Overlap> overlaps;  ///< One entry per pair that occurs, in ascending order of true region.
  /// Number of pixels of each predicted region, by its number, also those in the true background.
  std::vector<std::int64_t> predicted_sizes;
};

/// Counts the overlaps of two planes of equal size that hold region numbers (0 for background, then 1, 2, ...
/// without gaps). Takes time linear in the number of pixels.
ContingencyTable count_overlaps(const Plane<std::int32_t>& true_regions,
                                const Plane<std::int32_t>& predicted_regions);

}  // namespace emsurvey
