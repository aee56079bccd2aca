// Vertical distances of pixels to the nearest site in their column.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <vector>

namespace emsurvey {

/// Makes 0 or 255 of each bit of a row.
inline void unpack_row(std::span<const std::uint64_t> row, std::vector<std::uint8_t>& bytes) {
  bytes.resize(64 * row.size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    for (std::size_t part = 0; part < 8; ++part) {
      // Eight copies of the byte; copy k keeps bit k, which the addition carries to the top of its byte.
      const std::uint64_t copies = (row[i] >> 8 * part & 0xff) * 0x0101010101010101;
      const std::uint64_t bits = copies & 0x8040201008040201;
      const std::uint64_t tops = ((bits & 0x7f7f7f7f7f7f7f7f) + 0x7f7f7f7f7f7f7f7f) | bits;
      const std::uint64_t ones = tops >> 7 & 0x0101010101010101;
      const std::uint64_t full = ones * 255;
      std::memcpy(bytes.data() + 64 * i + 8 * part, &full, sizeof(full));
    }
  }
}

/// Signed distance from each pixel to the nearest site in its column, in rows: negative for a site above, which
/// is taken if one below is equally near. `none` where the column has no site. `Offset` holds the height.
template <class Offset>
class ColumnOffsets {
 public:
  static constexpr Offset none = std::numeric_limits<Offset>::max();

  /// `row_of(y)` returns the bits of a row of the sites.
  template <class RowOf>
  ColumnOffsets(int height, int width, const RowOf& row_of)
      : width_(static_cast<std::size_t>(width)), offsets_(static_cast<std::size_t>(height) * width_) {
    std::vector<std::uint8_t> is_site;
    const std::vector<Offset> outside(width_, none);
    for (int y = 0; y < height; ++y) {
      unpack_row(row_of(y), is_site);
      descend(is_site.data(), y > 0 ? row(y - 1) : outside.data(), row(y));
    }
    std::vector<Offset> below(width_, none);  // Distances to the nearest site below or in the row.
    for (int y = height - 1; y >= 0; --y) ascend(below.data(), row(y));
  }

  const Offset* row(int y) const { return offsets_.data() + static_cast<std::size_t>(y) * width_; }

 private:
  Offset* row(int y) { return offsets_.data() + static_cast<std::size_t>(y) * width_; }

  /// Distances to the nearest site above or in the row, from those of the row above.
  void descend(const std::uint8_t* is_site, const Offset* above, Offset* here) const {
    for (std::size_t x = 0; x < width_; ++x) {
      const auto next = static_cast<Offset>(above[x] + (above[x] != none));
      here[x] = is_site[x] != 0 ? Offset{0} : next;
    }
  }
  /// Replaces the distances above by the signed distances, and `below` by its values for this row.
  void ascend(Offset* below, Offset* here) const {
    for (std::size_t x = 0; x < width_; ++x) {
      const Offset up = here[x];
      const auto down = static_cast<Offset>(below[x] + (below[x] != none));
      below[x] = up == 0 ? Offset{0} : down;
      here[x] = down < up ? down : up == none ? none : static_cast<Offset>(-up);
    }
  }

  std::size_t width_;
  std::vector<Offset> offsets_;
};

}  // namespace emsurvey
