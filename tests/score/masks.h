// Masks for the tests of the scores.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/plane.h"
#include "score/bit_image.h"
#include "score/region_runs.h"

namespace emsurvey {

/// Returns a mask from its rows; `#` is a set pixel.
inline Plane<std::uint8_t> mask_of(const std::vector<std::string>& rows) {
  Plane<std::uint8_t> mask(static_cast<int>(rows.size()), static_cast<int>(rows.front().size()));
  for (int y = 0; y < mask.height; ++y)
    for (int x = 0; x < mask.width; ++x)
      mask.at(y, x) = rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == '#';
  return mask;
}

inline Plane<std::uint8_t> random_mask(int height, int width, double density, unsigned seed) {
  std::mt19937 generator(seed);
  Plane<std::uint8_t> mask(height, width);
  for (std::uint8_t& value : mask.values) value = static_cast<double>(generator()) / 4294967296.0 < density;
  return mask;
}

/// Returns numbered regions as runs.
inline RegionRuns runs_of(const Plane<std::uint32_t>& numbers) {
  const BitImage all = bits_of(Plane<std::uint8_t>(numbers.height, numbers.width, 1));
  NumberedRuns runs;
  for (int y = 0; y < numbers.height; ++y) {
    runs.add_row(
        std::span(numbers.values).subspan(numbers.index(y, 0), static_cast<std::size_t>(numbers.width)),
        all.row(y));
  }
  return runs.finish();
}

}  // namespace emsurvey
