// Regions of an image or a volume, as runs of pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "score/connectivity.h"

namespace emsurvey {

/// The pixels [begin, end) of a row, which belong to one region.
struct RegionRun {
  std::int32_t begin;
  std::int32_t end;
  std::int32_t region;
};

/// Runs in raster order. An image has far fewer runs than pixels, so this is small and fast to traverse. The
/// rows of a volume are those of its sections, one section after the other.
struct RegionRuns {
  std::vector<RegionRun> runs;
  std::vector<std::size_t> first{0};  ///< The first run of each row, and at the end the number of runs.
  std::int32_t count = 0;             ///< Regions, numbered from 1 in raster order of their first pixel.

  std::size_t rows() const { return first.size() - 1; }
  std::span<const RegionRun> row(std::size_t y) const {
    return {runs.data() + first[y], first[y + 1] - first[y]};
  }
};

/// Finds the connected components of a mask by union-find on runs. The rows are added in raster order.
class ConnectedRuns {
 public:
  /// `height` is the number of rows of a section. After as many rows another section begins.
  ConnectedRuns(int height, Connectivity connectivity);

  /// Adds a row of a mask, 64 pixels in a word (see BitImage).
  void add_row(std::span<const std::uint64_t> row);
  /// Returns the components. No row can be added afterwards. Throws std::length_error beyond 2^31 runs.
  RegionRuns finish();

 private:
  void unite_with(std::size_t other_row, bool has_diagonals);
  std::int32_t root_of(std::int32_t run);
  void unite(std::int32_t a, std::int32_t b);

  std::size_t height_;
  Connectivity connectivity_;
  RegionRuns
      regions_;  ///< The region of a run is the index of an earlier run of it, or its own, until finish().
};

/// Takes numbered regions as they are, whether or not their pixels touch.
class NumberedRuns {
 public:
  /// Adds a row of numbers, 0 for background. Pixels whose bit in `annotated` is not set are background.
  template <class Number>
  void add_row(std::span<const Number> numbers, std::span<const std::uint64_t> annotated);
  /// Returns the regions, numbered anew. No row can be added afterwards.
  RegionRuns finish();

 private:
  std::int32_t region_of(std::uint64_t number);

  RegionRuns regions_;
  std::unordered_map<std::uint64_t, std::int32_t> known_;
  std::uint64_t last_number_ = 0;  ///< Neighbouring runs often have one number, which saves a look-up.
  std::int32_t last_region_ = 0;
};

}  // namespace emsurvey
