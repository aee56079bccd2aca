#include "score/contingency.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace emsurvey {
namespace {

constexpr std::size_t first_room = std::size_t{1} << 20;

}  // namespace

OverlapSum::OverlapSum(std::int32_t true_regions, std::int32_t predicted_regions)
    : next_(static_cast<std::size_t>(true_regions) + 2),
      entry_(static_cast<std::size_t>(predicted_regions) + 1),
      room_(first_room) {}

/// Counting sort by true region, which keeps the order within one, then a sum within each true region.
void OverlapSum::unite_pairs() {
  std::fill(next_.begin(), next_.end(), 0);
  for (const Overlap& overlap : overlaps_) ++next_[static_cast<std::size_t>(overlap.true_region) + 1];
  std::partial_sum(next_.begin(), next_.end(), next_.begin());
  std::vector<Overlap> sorted(overlaps_.size());
  for (const Overlap& overlap : overlaps_)
    sorted[next_[static_cast<std::size_t>(overlap.true_region)]++] = overlap;

  overlaps_.clear();
  // For each predicted region, the index of its latest entry. An entry that belongs to an earlier true region
  // is ignored.
  for (const Overlap& part : sorted) {
    std::size_t& at = entry_[static_cast<std::size_t>(part.predicted_region)];
    if (at < overlaps_.size() && overlaps_[at].true_region == part.true_region &&
        overlaps_[at].predicted_region == part.predicted_region) {
      overlaps_[at].pixels += part.pixels;
    } else {
      at = overlaps_.size();
      overlaps_.push_back(part);
    }
  }
  room_ = std::max(first_room, 4 * overlaps_.size());
}

std::vector<Overlap> OverlapSum::finish() {
  unite_pairs();
  return std::move(overlaps_);
}

ContingencyTable count_overlaps(const RegionRuns& truth, const RegionRuns& predicted) {
  ContingencyTable table{truth.count, predicted.count, {}, {}};
  table.predicted_sizes.resize(static_cast<std::size_t>(table.predicted_regions) + 1);
  for (const RegionRun& run : predicted.runs)
    table.predicted_sizes[static_cast<std::size_t>(run.region)] += run.end - run.begin;
  OverlapSum overlaps(truth.count, predicted.count);
  for (std::size_t y = 0; y < truth.rows(); ++y) {
    visit_overlaps(truth.row(y), predicted.row(y),
                   [&](std::int32_t t, std::int32_t p, std::int32_t begin, std::int32_t end) {
                     overlaps.add(t, p, end - begin);
                   });
  }
  table.overlaps = overlaps.finish();
  return table;
}

}  // namespace emsurvey
