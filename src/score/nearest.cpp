#include "score/nearest.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "score/column_distances.h"
#include "score/row_distances.h"
#include "score/row_search.h"

namespace emsurvey {
namespace {

/// Sets `row` to the pixels of row y that are asked for and no sites. Returns whether there are any.
bool open_pixels(const BitImage& sites, const BitImage& asked, int y, std::vector<std::uint64_t>& row) {
  std::uint64_t any = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    row[i] = asked.row(y)[i] & ~sites.row(y)[i];
    any |= row[i];
  }
  return any != 0;
}

/// Whether the pixel is set; not if it is above the image.
bool is_set(const BitImage& mask, int y, int x) {
  return y >= 0 && (mask.row(y)[static_cast<std::size_t>(x / 64)] >> x % 64 & 1) != 0;
}

template <class Distance, class Visit>
void visit_with(const BitImage& sites, const BitImage& asked, const Visit& visit) {
  using Distances = ColumnDistances<Distance>;
  const Distances distances(sites.height, sites.width, [&](int y) { return sites.row(y); });
  RowSearch search(sites.width);
  std::vector<std::uint64_t> open(sites.row_words);
  for (int y = 0; y < sites.height; ++y) {
    if (!open_pixels(sites, asked, y, open)) continue;
    const Distance* row = distances.row(y);
    search.begin(row, Distances::none);
    visit_pixels(open, [&](int x) {
      const int column = search.column_of(x);
      const int above = y - row[column];
      visit(y, x, is_set(sites, above, column) ? above : y + row[column], column);
    });
  }
}

/// Returns the sum of the distances of the pixels that are asked for to the nearest sites.
template <class Distance>
double sum_of_distances(const BitImage& sites, const BitImage& asked) {
  const ColumnDistances<Distance> columns(sites.height, sites.width, [&](int y) { return sites.row(y); });
  RowDistances<Distance> distances(sites.width);
  std::vector<std::uint64_t> open(sites.row_words);
  double sum = 0;
  for (int y = 0; y < sites.height; ++y) {
    if (!open_pixels(sites, asked, y, open)) continue;
    distances.begin(columns.row(y));
    distances.visit_squares(open, [&](int, auto square) { sum += std::sqrt(static_cast<double>(square)); });
  }
  return sum;
}

bool is_empty(const BitImage& mask) {
  return std::all_of(mask.words.begin(), mask.words.end(), [](std::uint64_t word) { return word == 0; });
}

/// Whether distances of 16 bits suffice, which are twice as fast.
bool is_small(const BitImage& mask) {
  return std::max(mask.height, mask.width) < std::numeric_limits<std::int16_t>::max();
}

}  // namespace

void visit_nearest(const BitImage& sites, const BitImage& asked, const VisitNearest& visit) {
  if (is_empty(sites)) return;
  if (is_small(sites))
    visit_with<std::int16_t>(sites, asked, visit);
  else
    visit_with<std::int32_t>(sites, asked, visit);
}

double mean_distance(const BitImage& from, const BitImage& to) {
  const std::int64_t pixels = from.count();
  if (pixels == 0 || is_empty(to)) return std::numeric_limits<double>::quiet_NaN();
  const double sum =
      is_small(to) ? sum_of_distances<std::int16_t>(to, from) : sum_of_distances<std::int32_t>(to, from);
  return sum / static_cast<double>(pixels);
}

}  // namespace emsurvey
