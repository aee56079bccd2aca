// Number of pixels that each pair of a true and a predicted region shares.
#pragma once

#include <cstdint>
#include <vector>

#include "score/region_runs.h"

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

/// Sums up the pixels of pairs of regions.
class OverlapSum {
 public:
  OverlapSum(std::int32_t true_regions, std::int32_t predicted_regions);

  /// Adds pixels of a true region (from 1) and a predicted region (from 0).
  void add(std::int32_t true_region, std::int32_t predicted_region, std::int64_t pixels) {
    if (!overlaps_.empty() && overlaps_.back().true_region == true_region &&
        overlaps_.back().predicted_region == predicted_region) {
      overlaps_.back().pixels += pixels;
      return;
    }
    if (overlaps_.size() >= room_) unite_pairs();
    overlaps_.push_back({true_region, predicted_region, pixels});
  }
  /// Returns an entry for each pair, in ascending order of true region; those of a true region in the order in
  /// which they were added first. Nothing can be added afterwards.
  std::vector<Overlap> finish();

 private:
  void unite_pairs();

  std::vector<std::size_t> next_;   ///< Work space by true region.
  std::vector<std::size_t> entry_;  ///< Work space by predicted region.
  std::vector<Overlap> overlaps_;
  std::size_t room_;  ///< A pair may have several entries until there are so many.
};

/// Counts the overlaps of the regions of two images, or volumes, of equal size. Takes time linear in the number
/// of runs.
ContingencyTable count_overlaps(const RegionRuns& truth, const RegionRuns& predicted);

/// Calls visit(true region, predicted region, begin, end) for the pixels of each true region in a row, from
/// left to right, split where the predicted region (0: background) changes.
template <class Visit>
void visit_overlaps(std::span<const RegionRun> truth, std::span<const RegionRun> predicted,
                    const Visit& visit) {
  auto other = predicted.begin();
  for (const RegionRun& run : truth) {
    std::int32_t x = run.begin;
    while (other != predicted.end() && other->end <= x) ++other;
    for (auto i = other; i != predicted.end() && i->begin < run.end; ++i) {
      if (i->begin > x) visit(run.region, 0, x, i->begin);
      const std::int32_t begin = i->begin > x ? i->begin : x;
      x = i->end < run.end ? i->end : run.end;
      visit(run.region, i->region, begin, x);
    }
    if (x < run.end) visit(run.region, 0, x, run.end);
  }
}

}  // namespace emsurvey
