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

/// Signed distance from each pixel to the nearest site in its column, in rows: negative for a site above, which
/// is taken if one below is equally near. `none` where the column has no site. `Offset` holds the height.
template <class Offset>
class ColumnOffsets {
 public:
  static constexpr Offset none = -std::numeric_limits<Offset>::max();

  /// `row_of(y)` returns the bits of a row of the sites.
  template <class RowOf>
  ColumnOffsets(int height, int width, const RowOf& row_of)
      : width_(static_cast<std::size_t>(width)),
        offsets_(std::make_unique_for_overwrite<Offset[]>(static_cast<std::size_t>(height) * width_)) {
    std::vector<std::uint8_t> is_site((width_ + 63) / 64 * 64);
    const std::vector<Offset> outside(width_, farthest);
    for (int y = 0; y < height; ++y) {
      unpack_row(row_of(y), is_site.data());
      descend(is_site.data(), y > 0 ? row(y - 1) : outside.data(), row(y));
    }
    std::vector<Offset> below(width_, farthest);  // Distances to the nearest site below or in the row.
    for (int y = height - 1; y >= 0; --y) ascend(below.data(), row(y));
  }

  const Offset* row(int y) const { return offsets_.get() + static_cast<std::size_t>(y) * width_; }

 private:
  /// Stands for the distance to a site where there is none.
  static constexpr Offset farthest = std::numeric_limits<Offset>::max();

  Offset* row(int y) { return offsets_.get() + static_cast<std::size_t>(y) * width_; }

  static Offset next(Offset distance) {
    return static_cast<Offset>(std::min(distance, static_cast<Offset>(farthest - 1)) + 1);
  }
  /// Distances to the nearest site above or in the row, from those of the row above.
  void descend(const std::uint8_t* is_site, const Offset* above, Offset* here) const {
    for (std::size_t x = 0; x < width_; ++x) {
      const Offset up = next(above[x]);
      here[x] = is_site[x] != 0 ? Offset{0} : up;
    }
  }
  /// Replaces the distances above by the signed distances, and `below` by its values for this row.
  void ascend(Offset* below, Offset* here) const {
    for (std::size_t x = 0; x < width_; ++x) {
      const Offset up = here[x];
      const Offset further = next(below[x]);
      const Offset down = up == 0 ? Offset{0} : further;
      below[x] = down;
      const auto minus_up = static_cast<Offset>(-up);
      here[x] = down < up ? down : minus_up;
    }
  }

  std::size_t width_;
  std::unique_ptr<Offset[]> offsets_;
};

}  // namespace emsurvey
