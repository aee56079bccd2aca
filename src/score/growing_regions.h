// Regions of a label image that grow and meet step by step, and their overlaps with the true regions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/plane.h"
#include "score/instance_scores.h"

namespace emsurvey {

/// Predicted regions as 8-connected components of the pixels that have appeared so far. Each pixel appears at
/// a step and stays. Uniting regions (union-find on stretches of pixels of one row that appear together in
/// one true region) keeps the sums for the F_score up to date, so that all steps together take about linear
/// time.
class GrowingRegions {
 public:
  /// `steps` has the step at which each pixel appears, from 0; pixels with `step_count` or above never do.
  /// `truth` has the true regions, from 1, and 0 for background.
  GrowingRegions(const Plane<std::uint16_t>& steps, const Plane<std::int32_t>& truth,
                 std::uint16_t step_count);

  /// Lets the pixels of the next step appear. Call it at most `step_count` times.
  void advance();
  /// Returns the sums over the regions of all pixels that have appeared.
  const OverlapSums& sums() const { return sums_; }

 private:
  using Overlaps = std::unordered_map<std::int32_t, std::int64_t>;  ///< Pixels in each true region.

  /// Pixels of a row that are next to each other, with one step and one true region. If it is the root, the
  /// overlaps are those of its whole region.
  struct Stretch {
    std::int32_t parent;       ///< A stretch of the same region; the root is its own.
    std::int32_t true_region;  ///< The only true region that it overlaps; 0 for none, `several` for more.
    std::int32_t pixels;       ///< Number of pixels in true regions.
    std::uint16_t step;
  };
  /// The pixels [begin, end) of a stretch.
  struct Extent {
    int begin;
    int end;
    std::int32_t stretch;
  };
  struct Contact {
    std::int32_t a;
    std::int32_t b;
  };
  static constexpr std::int32_t several = -1;

  std::vector<Extent> append_row(const std::uint16_t* steps, const std::int32_t* truth, int width);
  void add_contacts(const std::vector<Extent>& above, const std::vector<Extent>& row);
  void add_contact(std::int32_t a, std::int32_t b);
  void unite(std::int32_t a, std::int32_t b);
  void unite_overlaps(std::int32_t into, std::int32_t from);
  Overlaps take_overlaps(std::int32_t root);
  std::int32_t root_of(std::int32_t stretch);
  Stretch& at(std::int32_t stretch) { return stretches_[static_cast<std::size_t>(stretch)]; }

  std::vector<Stretch> stretches_;
  std::vector<std::vector<std::int32_t>> appearing_;     ///< Stretches by step.
  std::vector<std::vector<Contact>> contacts_;           ///< By the later step of the two stretches.
  std::unordered_map<std::int32_t, Overlaps> overlaps_;  ///< Of the roots that overlap several true regions.
  std::size_t next_step_ = 0;
  OverlapSums sums_;
};

}  // namespace emsurvey
