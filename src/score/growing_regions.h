// Regions of a label image that grow and meet step by step, and their overlaps with the true regions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/plane.h"
#include "score/instance_scores.h"
#include "score/region_runs.h"

namespace emsurvey {

/// Predicted regions as 8-connected components of the pixels that have appeared so far. Each pixel appears at
/// a step and stays. Uniting regions (union-find on stretches of pixels of one row that appear together in
/// one true region) keeps the sums for the F_score up to date, so that all steps together take about linear
/// time.
///
/// Which stretches are united when is found beforehand, in raster order: a tree in which each stretch lies below
/// the one that it is united with, at the later of their steps (the component tree of Salembier et al., IEEE
/// Transactions on Image Processing 1998, built as by Wilkinson et al., IEEE Transactions on Pattern Analysis and
/// Machine Intelligence 2008). It has one edge for each stretch, while stretches have several contacts.
class GrowingRegions {
 public:
  /// `steps` has the step at which each pixel appears, from 0; pixels with `step_count` or above never do.
  /// `truth` has the true regions.
  GrowingRegions(const Plane<std::uint8_t>& steps, const RegionRuns& truth, int step_count);

  /// Lets the pixels of the next step appear. Call it at most `step_count` times.
  void advance();
  /// Returns the sums over the regions of all pixels that have appeared.
  const OverlapSums& sums() const { return sums_; }

 private:
  using Overlaps = std::unordered_map<std::int32_t, std::int64_t>;  ///< Pixels in each true region.

  /// Pixels of a row that are next to each other, with one step and one true region. If it is the root of a
  /// region, the overlaps are those of the whole region.
  struct Stretch {
    std::int32_t above;        ///< The next stretch on the way up the tree; `none` at its top.
    std::int32_t parent;       ///< A stretch of the same region; the root is its own.
    std::int32_t true_region;  ///< The only true region that it overlaps; 0 for none, `several` for more.
    std::int32_t pixels;       ///< Number of pixels in true regions.
    std::uint8_t step;
  };
  /// The pixels [begin, end) of a stretch.
  struct Extent {
    int begin;
    int end;
    std::int32_t stretch;
  };
  static constexpr std::int32_t several = -1;
  static constexpr std::int32_t none = -1;

  void append_row(const std::uint8_t* steps, std::span<const RegionRun> truth, int width,
                  std::vector<Extent>& row);
  void append_stretches(const std::uint8_t* steps, int begin, int end, std::int32_t true_region,
                        std::vector<Extent>& row);
  void add_contacts(const std::vector<Extent>& above, const std::vector<Extent>& row);
  void connect(std::int32_t a, std::int32_t b);
  std::int32_t level_root_of(std::int32_t stretch);
  void sort_by_step();
  void unite(std::int32_t a, std::int32_t b);
  void unite_overlaps(std::int32_t into, std::int32_t from);
  Overlaps take_overlaps(std::int32_t root);
  std::int32_t root_of(std::int32_t stretch);
  Stretch& at(std::int32_t stretch) { return stretches_[static_cast<std::size_t>(stretch)]; }

  std::size_t step_count_;
  std::vector<Stretch> stretches_;
  std::vector<std::int32_t> appearing_;  ///< Stretches by the step at which they appear.
  std::vector<std::int32_t> united_;     ///< Stretches by the step of the one above them.
  std::vector<std::size_t> first_appearing_;
  std::vector<std::size_t> first_united_;
  std::unordered_map<std::int32_t, Overlaps> overlaps_;  ///< Of the roots that overlap several true regions.
  std::size_t next_step_ = 0;
  OverlapSums sums_;
};

}  // namespace emsurvey
