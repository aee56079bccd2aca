// The nearest site of each pixel in a row, from the nearest sites in the columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace emsurvey {

/// The second half of the distance transform of Felzenszwalb and Huttenlocher: for a row, the lower envelope of
/// one parabola for each column. Most pixels that are asked for lie a few pixels from a site, where looking at
/// the columns around is several times faster, so the envelope is built only in rows where that would not take
/// linear time.
class RowSearch {
 public:
  explicit RowSearch(int width);

  /// Begins a row. `distances` holds the vertical distance to the nearest site in each column; `none` where there is none.
  template <class Distance>
  void begin(const Distance* distances, Distance none) {
    using Square = std::conditional_t<sizeof(Distance) == 2, std::int32_t, std::int64_t>;
    std::int64_t* heights = heights_.data() + width_;
    for (int x = 0; x < width_; ++x) {
      const std::int64_t square = Square{distances[x]} * distances[x];
      heights[x] = distances[x] == none ? far : square;
    }
    restart();
  }

  /// Returns the column of the site that is nearest to column x. Call it in ascending order of x, and only if
  /// there is a site anywhere.
  int column_of(int x) {
    if (steps_left_ > 0) return look_around(x);
    return column_in_envelope(x);
  }

 private:
  /// Stands for the square of the distance to a site where there is none: above all squares.
  static constexpr std::int64_t far = std::int64_t{1} << 60;

  struct Parabola {
    int column;
    std::int64_t value;  ///< Height plus column^2.
    double begin;        ///< The parabola is the lowest from here to the begin of the next one.
  };

  static std::int64_t square(std::int64_t value) { return value * value; }
  /// Square of the distance to the nearest site in a column, from -width to 2 width.
  std::int64_t height(int column) const { return heights_[static_cast<std::size_t>(width_ + column)]; }
  void restart();
  int look_around(int x);
  int column_in_envelope(int x);
  void build_envelope();

  int width_;
  /// Squares of the distances in the columns; `far` beyond both ends of the row, which saves checks.
  std::vector<std::int64_t> heights_;
  std::int64_t steps_left_ = 0;      ///< Look around until this is used up.
  std::vector<Parabola> parabolas_;  ///< The envelope, from left to right.
  std::size_t size_ = 0;             ///< Parabolas of the envelope; 0 until it is built.
  std::size_t reading_ = 0;          ///< The parabola that was read last.
};

}  // namespace emsurvey
