#include "score/region_runs.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "score/bit_image.h"

namespace emsurvey {
namespace {

void check_count(std::size_t runs) {
  if (runs > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    throw std::length_error("the regions have more than 2^31 runs of pixels");
}

}  // namespace

ConnectedRuns::ConnectedRuns(int height, Connectivity connectivity)
    : height_(static_cast<std::size_t>(height)), connectivity_(connectivity) {}

void ConnectedRuns::add_row(std::span<const std::uint64_t> row) {
  visit_runs(row, [this](std::int32_t begin, std::int32_t end) {
    regions_.runs.push_back({begin, end, static_cast<std::int32_t>(regions_.runs.size())});
  });
  check_count(regions_.runs.size());
  regions_.first.push_back(regions_.runs.size());
  const std::size_t last = regions_.rows() - 1;
  const bool has_corners = connectivity_ == Connectivity::corners;
  const bool has_edges = connectivity_ != Connectivity::faces;
  const std::size_t y = last % height_;
  if (y > 0) unite_with(last - 1, has_edges);
  if (last < height_) return;
  const std::size_t before = last - height_;  // The same row of the previous section.
  unite_with(before, has_edges);
  if (!has_edges) return;
  if (y > 0) unite_with(before - 1, has_corners);
  if (y + 1 < height_) unite_with(before + 1, has_corners);
}

/// Unites the runs of the last row with those of another row that touch them. With diagonals, runs that meet at
/// a corner touch.
void ConnectedRuns::unite_with(std::size_t other_row, bool has_diagonals) {
  const std::size_t end = regions_.runs.size();
  const std::size_t other_end = regions_.first[other_row + 1];
  const std::int32_t reach = has_diagonals ? 1 : 0;
  std::size_t other = regions_.first[other_row];
  for (std::size_t current = regions_.first[regions_.rows() - 1]; current < end; ++current) {
    const RegionRun run = regions_.runs[current];
    while (other < other_end && regions_.runs[other].end + reach <= run.begin) ++other;
    for (std::size_t i = other; i < other_end && regions_.runs[i].begin < run.end + reach; ++i)
      unite(static_cast<std::int32_t>(i), static_cast<std::int32_t>(current));
  }
}

std::int32_t ConnectedRuns::root_of(std::int32_t run) {
  const auto parent = [this](std::int32_t i) -> std::int32_t& {
    return regions_.runs[static_cast<std::size_t>(i)].region;
  };
  while (parent(run) != run) run = parent(run) = parent(parent(run));
  return run;
}

/// The earlier root stays the root, so that the root of a region is the run with its first pixel.
void ConnectedRuns::unite(std::int32_t a, std::int32_t b) {
  a = root_of(a);
  b = root_of(b);
  regions_.runs[static_cast<std::size_t>(std::max(a, b))].region = std::min(a, b);
}

RegionRuns ConnectedRuns::finish() {
  for (std::size_t i = 0; i < regions_.runs.size(); ++i) {
    std::int32_t& region = regions_.runs[i].region;
    const auto parent = static_cast<std::size_t>(region);
    region = parent == i ? ++regions_.count : regions_.runs[parent].region;
  }
  return std::move(regions_);
}

std::int32_t NumberedRuns::region_of(std::uint64_t number) {
  if (number == last_number_) return last_region_;
  last_number_ = number;
  last_region_ = known_.try_emplace(number, regions_.count + 1).first->second;
  regions_.count = std::max(regions_.count, last_region_);
  return last_region_;
}

template <class Number>
void NumberedRuns::add_row(std::span<const Number> numbers, std::span<const std::uint64_t> annotated) {
  visit_runs(annotated, [&](std::int32_t begin, std::int32_t end) {
    for (auto x = static_cast<std::size_t>(begin); x < static_cast<std::size_t>(end);) {
      const std::size_t first = x;
      const Number number = numbers[x];
      do ++x;
      while (x < static_cast<std::size_t>(end) && numbers[x] == number);
      if (number == 0) continue;
      regions_.runs.push_back(
          {static_cast<std::int32_t>(first), static_cast<std::int32_t>(x), region_of(number)});
    }
  });
  check_count(regions_.runs.size());
  regions_.first.push_back(regions_.runs.size());
}

RegionRuns NumberedRuns::finish() {
  return std::move(regions_);
}

template void NumberedRuns::add_row(std::span<const std::uint32_t>, std::span<const std::uint64_t>);
template void NumberedRuns::add_row(std::span<const std::uint64_t>, std::span<const std::uint64_t>);

}  // namespace emsurvey
