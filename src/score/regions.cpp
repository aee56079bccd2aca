#include "score/regions.h"

#include <algorithm>

#include "score/bit_image.h"
#include "score/region_runs.h"

namespace emsurvey {

Plane<std::int32_t> label_regions(const Plane<std::uint8_t>& mask) {
  const BitImage bits = bits_of(mask);
  ConnectedRuns components(mask.height, Connectivity::corners);
  for (int y = 0; y < mask.height; ++y) components.add_row(bits.row(y));
  const RegionRuns found = components.finish();
  Plane<std::int32_t> regions(mask.height, mask.width);
  for (int y = 0; y < mask.height; ++y) {
    std::int32_t* row = regions.values.data() + regions.index(y, 0);
    for (const RegionRun& run : found.row(static_cast<std::size_t>(y)))
      std::fill(row + run.begin, row + run.end, run.region);
  }
  return regions;
}

}  // namespace emsurvey
