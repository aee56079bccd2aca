#include "score/contingency.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace emsurvey {
namespace {

/// Returns the stretches of consecutive pixels with the same pair of regions, in raster order. A pair may
/// occur in several stretches. True background is omitted. Adds the pixels of each predicted region, true
/// background or not, to `predicted_sizes`.
std::vector<Overlap> stretches(const Plane<std::int32_t>& truth, const Plane<std::int32_t>& predicted,
                               std::vector<std::int64_t>& predicted_sizes) {
  std::vector<Overlap> result;
  const std::size_t size = truth.values.size();
  for (std::size_t i = 0; i < size;) {
    const std::int32_t t = truth.values[i];
    const std::int32_t p = predicted.values[i];
    const std::size_t begin = i;
    do ++i;
    while (i < size && truth.values[i] == t && predicted.values[i] == p);
    const auto pixels = static_cast<std::int64_t>(i - begin);
    predicted_sizes[static_cast<std::size_t>(p)] += pixels;
    if (t > 0) result.push_back({t, p, pixels});
  }
  return result;
}

/// Counting sort by true region.
std::vector<Overlap> sorted_by_true_region(const std::vector<Overlap>& overlaps, std::int32_t true_regions) {
  std::vector<std::size_t> next(static_cast<std::size_t>(true_regions) + 2);
  for (const Overlap& overlap : overlaps) ++next[static_cast<std::size_t>(overlap.true_region) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<Overlap> result(overlaps.size());
  for (const Overlap& overlap : overlaps)
    result[next[static_cast<std::size_t>(overlap.true_region)]++] = overlap;
  return result;
}

std::int32_t largest(const Plane<std::int32_t>& regions) {
  return regions.empty() ? 0 : *std::max_element(regions.values.begin(), regions.values.end());
}

}  // namespace

ContingencyTable count_overlaps(const Plane<std::int32_t>& true_regions,
                                const Plane<std::int32_t>& predicted_regions) {
  ContingencyTable table{largest(true_regions), largest(predicted_regions), {}, {}};
  table.predicted_sizes.resize(static_cast<std::size_t>(table.predicted_regions) + 1);
  // For each predicted region, the index of its latest entry in table.overlaps. An entry that belongs to an
  // earlier true region is ignored.
  std::vector<std::size_t> entry(static_cast<std::size_t>(table.predicted_regions) + 1);
  const auto parts = stretches(true_regions, predicted_regions, table.predicted_sizes);
  for (const Overlap& part : sorted_by_true_region(parts, table.true_regions)) {
    std::size_t& at = entry[static_cast<std::size_t>(part.predicted_region)];
    if (at < table.overlaps.size() && table.overlaps[at].true_region == part.true_region &&
        table.overlaps[at].predicted_region == part.predicted_region) {
      table.overlaps[at].pixels += part.pixels;
    } else {
      at = table.overlaps.size();
      table.overlaps.push_back(part);
    }
  }
  return table;
}

}  // namespace emsurvey
