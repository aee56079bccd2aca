#include "score/nearest.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "score/column_offsets.h"
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

template <class Offset, class Visit>
void visit_with(const BitImage& sites, const BitImage& asked, const Visit& visit) {
  using Offsets = ColumnOffsets<Offset>;
  const Offsets offsets(sites.height, sites.width, [&](int y) { return sites.row(y); });
  RowSearch search(sites.width);
  std::vector<std::uint64_t> open(sites.row_words);
  for (int y = 0; y < sites.height; ++y) {
    if (!open_pixels(sites, asked, y, open)) continue;
    const Offset* row = offsets.row(y);
    search.begin(row, Offsets::none);
    visit_pixels(open, [&](int x) {
      const int column = search.column_of(x);
      visit(y, x, y + row[column], column);
    });
  }
}

bool is_empty(const BitImage& mask) {
  return std::all_of(mask.words.begin(), mask.words.end(), [](std::uint64_t word) { return word == 0; });
}

template <class Visit>
void visit_sites(const BitImage& sites, const BitImage& asked, const Visit& visit) {
  if (is_empty(sites)) return;
  // Offsets of 16 bits are twice as fast, and suffice for all but very tall images.
  if (sites.height < std::numeric_limits<std::int16_t>::max())
    visit_with<std::int16_t>(sites, asked, visit);
  else
    visit_with<std::int32_t>(sites, asked, visit);
}

}  // namespace

void visit_nearest(const BitImage& sites, const BitImage& asked, const VisitNearest& visit) {
  visit_sites(sites, asked, visit);
}

double mean_distance(const BitImage& from, const BitImage& to) {
  const std::int64_t pixels = from.count();
  if (pixels == 0 || is_empty(to)) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0;
  visit_sites(to, from, [&](int y, int x, int row, int column) {
    const double dy = y - row;
    const double dx = x - column;
    sum += std::sqrt(dy * dy + dx * dx);
  });
  return sum / static_cast<double>(pixels);
}

}  // namespace emsurvey
