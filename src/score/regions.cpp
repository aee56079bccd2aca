// Two-pass union-find on horizontal runs of pixels instead of single pixels, since a section has far fewer
// runs.
#include "score/regions.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace emsurvey {
namespace {

/// A run of set pixels [begin, end) in one row.
struct Run {
  int begin;
  int end;
  std::int32_t parent;  ///< Index of an earlier run of the same region, or of this run.
};

std::int32_t find_root(std::vector<Run>& runs, std::int32_t run) {
  while (runs[static_cast<std::size_t>(run)].parent != run) {
    Run& current = runs[static_cast<std::size_t>(run)];
    current.parent = runs[static_cast<std::size_t>(current.parent)].parent;
    run = current.parent;
  }
  return run;
}

/// Keeps the earlier root as the root, so that the root of a region is the run with its first pixel.
void unite(std::vector<Run>& runs, std::int32_t a, std::int32_t b) {
  a = find_root(runs, a);
  b = find_root(runs, b);
  runs[static_cast<std::size_t>(std::max(a, b))].parent = std::min(a, b);
}

void append_runs(std::vector<Run>& runs, const std::uint8_t* row, int width) {
  for (int x = 0; x < width;) {
    x = static_cast<int>(std::find_if(row + x, row + width, [](std::uint8_t v) { return v != 0; }) - row);
    if (x == width) break;
    const int begin = x;
    x = static_cast<int>(std::find(row + x, row + width, std::uint8_t{0}) - row);
    runs.push_back({begin, x, static_cast<std::int32_t>(runs.size())});
  }
}

/// Unites the runs [middle, end) of one row with those runs [begin, middle) of the previous row that touch
/// them.
void unite_rows(std::vector<Run>& runs, std::size_t begin, std::size_t middle, std::size_t end) {
  std::size_t above = begin;
  for (std::size_t current = middle; current < end; ++current) {
    // The comparisons use <= instead of <, since runs that meet at a corner touch in 8-connectivity.
    while (above < middle && runs[above].end < runs[current].begin) ++above;
    for (std::size_t other = above; other < middle && runs[other].begin <= runs[current].end; ++other)
      unite(runs, static_cast<std::int32_t>(other), static_cast<std::int32_t>(current));
  }
}

}  // namespace

Plane<std::int32_t> label_regions(const Plane<std::uint8_t>& mask) {
  std::vector<Run> runs;
  std::vector<std::size_t> first_of_row;
  for (int y = 0; y < mask.height; ++y) {
    first_of_row.push_back(runs.size());
    append_runs(runs, mask.values.data() + mask.index(y, 0), mask.width);
    if (y > 0) {
      const auto row = static_cast<std::size_t>(y);
      unite_rows(runs, first_of_row[row - 1], first_of_row[row], runs.size());
    }
  }
  first_of_row.push_back(runs.size());

  Plane<std::int32_t> regions(mask.height, mask.width);
  std::vector<std::int32_t> number(runs.size());
  std::int32_t count = 0;
  for (int y = 0; y < mask.height; ++y) {
    const auto row = static_cast<std::size_t>(y);
    for (std::size_t i = first_of_row[row]; i < first_of_row[row + 1]; ++i) {
      const auto parent = static_cast<std::size_t>(runs[i].parent);
      number[i] = parent == i ? ++count : number[parent];
      std::fill(&regions.at(y, 0) + runs[i].begin, &regions.at(y, 0) + runs[i].end, number[i]);
    }
  }
  return regions;
}

}  // namespace emsurvey
