// The distance transform of Felzenszwalb and Huttenlocher: nearest sites within the columns first, then, for
// each row, the lower envelope of one parabola for each column. Most pixels that are asked for lie a few
// pixels from a site, where looking at the columns around is several times faster, so the envelope is built
// only in rows where that would not take linear time.
#include "score/nearest.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace emsurvey {
namespace {

/// Stands for the row of a site where there is none: farther than all rows, and its square fits 64 bits.
constexpr std::int32_t no_row = -(1 << 30);

/// Returns for each pixel the row of the nearest site in its column, the upper one of two; `no_row` if there
/// is none.
template <class Site>
Plane<std::int32_t> nearest_rows(const Plane<Site>& sites) {
  Plane<std::int32_t> rows(sites.height, sites.width);
  const auto width = static_cast<std::size_t>(sites.width);
  const std::vector<std::int32_t> outside(width, no_row);
  for (std::int32_t y = 0; y < sites.height; ++y) {
    const Site* site = sites.values.data() + sites.index(y, 0);
    std::int32_t* row = rows.values.data() + rows.index(y, 0);
    const std::int32_t* above = y > 0 ? row - width : outside.data();
    std::transform(site, site + width, above, row,
                   [y](Site here, std::int32_t before) { return here != 0 ? y : before; });
  }
  for (std::int32_t y = sites.height - 2; y >= 0; --y) {
    std::int32_t* row = rows.values.data() + rows.index(y, 0);
    const std::int32_t* below = row + width;
    std::transform(row, row + width, below, row, [y](std::int32_t up, std::int32_t down) {
      return (down > y) & (down - y < y - up) ? down : up;
    });
  }
  return rows;
}

/// Nearest site of the pixels of one row.
class RowSearch {
 public:
  explicit RowSearch(int width)
      : width_(width),
        nearest_(3 * static_cast<std::size_t>(width), no_row),
        parabolas_(static_cast<std::size_t>(width)) {}

  /// Begins row y. `nearest` holds the row of the nearest site in each column.
  void begin(int y, const std::int32_t* nearest) {
    y_ = y;
    std::copy_n(nearest, width_, nearest_.begin() + width_);
    steps_left_ = std::int64_t{16} * width_;
    size_ = 0;
    reading_ = 0;
  }

  /// Returns the column of the site that is nearest to column x. Call it in ascending order of x, and only if
  /// there is a site anywhere.
  int column_of(int x) {
    if (steps_left_ > 0) return look_around(x);
    if (size_ == 0) build_envelope();
    while (reading_ + 1 < size_ && parabolas_[reading_ + 1].begin < x) ++reading_;
    return parabolas_[reading_].column;
  }

 private:
  struct Parabola {
    int column;
    std::int64_t value;  ///< Height plus column^2.
    double begin;        ///< The parabola is the lowest from here to the begin of the next one.
  };

  static std::int64_t square(std::int64_t value) { return value * value; }
  /// Square of the distance to the nearest site in a column, from -width to 2 width.
  std::int64_t height(int column) const {
    return square(y_ - nearest_[static_cast<std::size_t>(width_ + column)]);
  }

  int look_around(int x) {
    int offset = 0;
    std::int64_t best = height(x);
    int away = 1;
    for (std::int64_t from = 1; from < best && away < width_; ++away, from = square(away)) {
      const std::int64_t left = height(x - away) + from;
      const std::int64_t right = height(x + away) + from;
      offset = left < best ? -away : offset;
      best = std::min(left, best);
      offset = right < best ? away : offset;
      best = std::min(right, best);
    }
    steps_left_ -= away;
    return x + offset;
  }

  void build_envelope() {
    constexpr double everywhere = -std::numeric_limits<double>::infinity();
    for (int x = 0; x < width_; ++x) {
      const std::int64_t value = height(x) + square(x);
      double begin = everywhere;
      for (; size_ > 0; --size_) {
        const Parabola& last = parabolas_[size_ - 1];
        begin = static_cast<double>(value - last.value) / (2.0 * (x - last.column));
        if (begin > last.begin) break;
      }
      parabolas_[size_] = {x, value, size_ > 0 ? begin : everywhere};
      ++size_;
    }
  }

  int width_;
  int y_ = 0;
  /// Row of the nearest site in each column; `no_row` beyond both ends of the row, which saves checks.
  std::vector<std::int32_t> nearest_;
  std::int64_t steps_left_ = 0;      ///< Look around until this is used up.
  std::vector<Parabola> parabolas_;  ///< The envelope, from left to right.
  std::size_t size_ = 0;             ///< Parabolas of the envelope; 0 until it is built.
  std::size_t reading_ = 0;          ///< The parabola that was read last.
};

/// Calls visit(y, x, row, column) with the nearest site (row, column) of each pixel (y, x) that is not a site
/// itself and set in `asked`, in raster order. Makes no call if there is no site.
template <class Site, class Visit>
void visit_nearest(const Plane<Site>& sites, const Plane<std::uint8_t>& asked, const Visit& visit) {
  const auto is_set = [](auto value) { return value != 0; };
  if (std::none_of(sites.values.begin(), sites.values.end(), is_set)) return;
  const Plane<std::int32_t> rows = nearest_rows(sites);
  RowSearch search(sites.width);
  std::string is_asked(static_cast<std::size_t>(sites.width), '\0');  // A string, since it is searched fast.
  for (int y = 0; y < sites.height; ++y) {
    const std::int32_t* nearest = rows.values.data() + rows.index(y, 0);
    const Site* site = sites.values.data() + sites.index(y, 0);
    std::transform(
        site, site + sites.width, asked.values.data() + asked.index(y, 0), is_asked.data(),
        [](Site here, std::uint8_t value) { return static_cast<char>((here == 0) & (value != 0)); });
    std::size_t x = is_asked.find('\1');
    if (x != std::string::npos) search.begin(y, nearest);
    for (; x != std::string::npos; x = is_asked.find('\1', x + 1)) {
      const int column = search.column_of(static_cast<int>(x));
      visit(y, static_cast<int>(x), nearest[column], column);
    }
  }
}

}  // namespace

double mean_distance(const Plane<std::uint8_t>& from, const Plane<std::uint8_t>& to) {
  const auto count_set = [](const Plane<std::uint8_t>& mask) {
    return static_cast<std::int64_t>(mask.values.size()) -
           std::count(mask.values.begin(), mask.values.end(), std::uint8_t{0});
  };
  const std::int64_t pixels = count_set(from);
  if (pixels == 0 || count_set(to) == 0) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0;
  visit_nearest(to, from, [&](int y, int x, int row, int column) {
    const double dy = y - row;
    const double dx = x - column;
    sum += std::sqrt(dy * dy + dx * dx);
  });
  return sum / static_cast<double>(pixels);
}

Plane<std::int32_t> grown_regions(const Plane<std::int32_t>& regions, const Plane<std::uint8_t>& within) {
  Plane<std::int32_t> grown = regions;
  visit_nearest(regions, within,
                [&](int y, int x, int row, int column) { grown.at(y, x) = regions.at(row, column); });
  return grown;
}

}  // namespace emsurvey
