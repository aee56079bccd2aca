// How many pixels each pair of a true and a predicted region shares.
#pragma once

#include <cstdint>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// The pixels that a true and a predicted region share.
struct Overlap {
  std::int32_t true_region;       ///< from 1
  std::int32_t predicted_region;  ///< 0: predicted background
  std::int64_t pixels;            ///< at least 1
};

/// The rows i >= 1 of the contingency table p[i][j], sparse: no more entries than pixels, however many
/// regions.
struct ContingencyTable {
  std::int32_t true_regions = 0;
  std::int32_t predicted_regions = 0;
  std::vector<Overlap> overlaps;  ///< each pair that occurs once, true regions ascending
};

/// Counts two planes of region numbers (0 background, else 1.. without gaps) of the same size. Linear in the
/// pixels.
ContingencyTable count_overlaps(const Plane<std::int32_t>& true_regions,
                                const Plane<std::int32_t>& predicted_regions);

}  // namespace emsurvey
