// Vertical distances of pixels to the nearest site in their column.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace emsurvey {

/// Makes 0 or 255 of each bit of a row. `bytes` holds 64 for each word.
inline void unpack_row(std::span<const std::uint64_t> row, std::uint8_t* bytes) {
  static constexpr auto of_eight = [] {
    std::array<std::array<std::uint8_t, 8>, 256> table{};
    for (std::size_t bits = 0; bits < table.size(); ++bits)
      for (std::size_t k = 0; k < 8; ++k) table[bits][k] = (bits >> k & 1) != 0 ? 255 : 0;
    return table;
  }();
  for (std::uint64_t word : row) {
    for (int part = 0; part < 8; ++part, word >>= 8, bytes += 8)
      std::memcpy(bytes, of_eight[word & 0xff].data(), 8);
  }
}

/// Distance from each pixel to the nearest site in its column, in rows; `none` where the column has no site. `Distance`
/// holds the height.
template <class Distance>
class ColumnDistances {
 public:
  static constexpr Distance none = std::numeric_limits<Distance>::max();

  /// `row_of(y)` returns the bits of a row of the sites.
  template <class RowOf>
  ColumnDistances(int height, int width, const RowOf& row_of)
      : width_(static_cast<std::size_t>(width)),
        distances_(std::make_unique_for_overwrite<Distance[]>(static_cast<std::size_t>(height) * width_)) {
    std::vector<std::uint8_t> is_site((width_ + 63) / 64 * 64);
    const std::vector<Distance> outside(width_, none);
    for (int y = 0; y < height; ++y) {
      unpack_row(row_of(y), is_site.data());
      descend(is_site.data(), y > 0 ? row(y - 1) : outside.data(), row_at(y));
    }
    for (int y = height - 2; y >= 0; --y) ascend(row(y + 1), row_at(y));
  }

  const Distance* row(int y) const { return distances_.get() + static_cast<std::size_t>(y) * width_; }

 private:
  Distance* row_at(int y) { return distances_.get() + static_cast<std::size_t>(y) * width_; }

  static Distance next(Distance distance) {
    return static_cast<Distance>(std::min(distance, static_cast<Distance>(none - 1)) + 1);
  }
  /// Sets the distances to the nearest site above or in the row from those of the row above.
  void descend(const std::uint8_t* is_site, const Distance* above, Distance* here) const {
    for (std::size_t x = 0; x < width_; ++x) {
      const Distance to_above = next(above[x]);
      here[x] = is_site[x] != 0 ? Distance{0} : to_above;
    }
  }
  /// Makes them those to the nearest site anywhere, from the row below.
  void ascend(const Distance* below, Distance* here) const {
    for (std::size_t x = 0; x < width_; ++x) here[x] = std::min(here[x], next(below[x]));
  }

  std::size_t width_;
  std::unique_ptr<Distance[]> distances_;
};

}  // namespace emsurvey
