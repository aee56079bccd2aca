#include "score/growing_regions.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace emsurvey {

GrowingRegions::GrowingRegions(const Plane<std::uint8_t>& steps, const RegionRuns& truth, int step_count)
    : step_count_(static_cast<std::size_t>(step_count)) {
  std::vector<Extent> above;
  std::vector<Extent> row;
  for (int y = 0; y < steps.height; ++y) {
    row.clear();
    append_row(steps.values.data() + steps.index(y, 0), truth.row(static_cast<std::size_t>(y)), steps.width,
               row);
    add_contacts(above, row);
    std::swap(above, row);
  }
  sort_by_step();
  std::vector<std::int64_t> true_sizes(static_cast<std::size_t>(truth.count) + 1);
  for (const RegionRun& run : truth.runs)
    true_sizes[static_cast<std::size_t>(run.region)] += run.end - run.begin;
  for (const std::int64_t pixels : true_sizes) {
    sums_.true_regions += pixels * pixels;
    sums_.predicted_background += pixels;
  }
}

void GrowingRegions::advance() {
  const std::size_t step = next_step_++;
  for (std::size_t i = first_appearing_[step]; i < first_appearing_[step + 1]; ++i) {
    const std::int64_t pixels = at(appearing_[i]).pixels;
    sums_.predicted_regions += pixels * pixels;
    sums_.overlaps += pixels * pixels;
    sums_.predicted_background -= pixels;
  }
  for (std::size_t i = first_united_[step]; i < first_united_[step + 1]; ++i)
    unite(united_[i], at(united_[i]).above);
}

/// Appends the stretches of a row and their extents.
void GrowingRegions::append_row(const std::uint8_t* steps, std::span<const RegionRun> truth, int width,
                                std::vector<Extent>& row) {
  int x = 0;
  for (const RegionRun& run : truth) {
    append_stretches(steps, x, run.begin, 0, row);
    append_stretches(steps, run.begin, run.end, run.region, row);
    x = run.end;
  }
  append_stretches(steps, x, width, 0, row);
}

void GrowingRegions::append_stretches(const std::uint8_t* steps, int begin, int end, std::int32_t true_region,
                                      std::vector<Extent>& row) {
  for (int x = begin; x < end;) {
    const int first = x;
    const std::uint8_t step = steps[x];
    do ++x;
    while (x < end && steps[x] == step);
    if (step >= step_count_) continue;
    const auto stretch = static_cast<std::int32_t>(stretches_.size());
    stretches_.push_back({none, stretch, true_region, true_region > 0 ? x - first : 0, step});
    row.push_back({first, x, stretch});
  }
}

/// Adds the contacts within a row, and those to the row above it. Pixels that meet at a corner touch.
void GrowingRegions::add_contacts(const std::vector<Extent>& above, const std::vector<Extent>& row) {
  auto first = above.begin();
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0 && row[i - 1].end == row[i].begin) connect(row[i - 1].stretch, row[i].stretch);
    while (first != above.end() && first->end < row[i].begin) ++first;
    for (auto other = first; other != above.end() && other->begin <= row[i].end; ++other)
      connect(other->stretch, row[i].stretch);
  }
}

/// Merges the ways up from two stretches that touch.
void GrowingRegions::connect(std::int32_t a, std::int32_t b) {
  a = level_root_of(a);
  b = level_root_of(b);
  while (a != b) {
    if (at(a).step > at(b).step) std::swap(a, b);
    const std::int32_t above = at(a).above == none ? none : level_root_of(at(a).above);
    if (above == none) {
      at(a).above = b;
      return;
    }
    if (at(above).step <= at(b).step && at(a).step < at(b).step) {
      at(a).above = above;
      a = above;
      continue;
    }
    // `b` comes between `a` and the stretch above it, or joins `a` at one step.
    at(a).above = b;
    a = b;
    b = above;
  }
}

/// Returns the last stretch on the way up that appears at the same step.
std::int32_t GrowingRegions::level_root_of(std::int32_t stretch) {
  const auto step = at(stretch).step;
  const auto goes_on = [&](std::int32_t one) {
    return at(one).above != none && at(at(one).above).step == step;
  };
  while (goes_on(stretch)) {
    const std::int32_t above = at(stretch).above;
    if (goes_on(above)) at(stretch).above = at(above).above;
    stretch = above;
  }
  return stretch;
}

/// Sorts the stretches by their step, and by that of the stretch above them.
void GrowingRegions::sort_by_step() {
  first_appearing_.assign(step_count_ + 2, 0);
  first_united_.assign(step_count_ + 2, 0);
  for (const Stretch& stretch : stretches_) {
    ++first_appearing_[stretch.step + std::size_t{2}];
    if (stretch.above != none) ++first_united_[at(stretch.above).step + std::size_t{2}];
  }
  std::partial_sum(first_appearing_.begin(), first_appearing_.end(), first_appearing_.begin());
  std::partial_sum(first_united_.begin(), first_united_.end(), first_united_.begin());
  appearing_.resize(first_appearing_.back());
  united_.resize(first_united_.back());
  for (std::int32_t i = 0; i < std::ssize(stretches_); ++i) {
    appearing_[first_appearing_[at(i).step + std::size_t{1}]++] = i;
    if (at(i).above != none) united_[first_united_[at(at(i).above).step + std::size_t{1}]++] = i;
  }
}

std::int32_t GrowingRegions::root_of(std::int32_t stretch) {
  while (at(stretch).parent != stretch) {
    at(stretch).parent = at(at(stretch).parent).parent;
    stretch = at(stretch).parent;
  }
  return stretch;
}

void GrowingRegions::unite(std::int32_t a, std::int32_t b) {
  a = root_of(a);
  b = root_of(b);
  if (a == b) return;
  // The region with more overlaps stays the root, so that an overlap moves at most a logarithmic number of
  // times.
  const auto entries = [this](std::int32_t root) {
    const std::int32_t region = at(root).true_region;
    return region == several ? overlaps_.at(root).size() : std::size_t{region > 0};
  };
  if (entries(a) < entries(b)) std::swap(a, b);
  sums_.predicted_regions += std::int64_t{2} * at(a).pixels * at(b).pixels;
  if (at(b).true_region != 0) unite_overlaps(a, b);
  at(a).pixels += at(b).pixels;
  at(b).parent = a;
}

void GrowingRegions::unite_overlaps(std::int32_t into, std::int32_t from) {
  if (at(into).true_region == at(from).true_region && at(into).true_region != several) {
    sums_.overlaps += std::int64_t{2} * at(into).pixels * at(from).pixels;
    return;
  }
  Overlaps moved = take_overlaps(from);
  if (at(into).true_region != several) {
    Overlaps own = take_overlaps(into);
    overlaps_[into] = std::move(own);
    at(into).true_region = several;
  }
  Overlaps& overlaps = overlaps_[into];
  for (const auto& [region, pixels] : moved) {
    std::int64_t& sum = overlaps[region];
    sums_.overlaps += 2 * sum * pixels;
    sum += pixels;
  }
}

/// Returns the overlaps of a region, which no longer needs them.
GrowingRegions::Overlaps GrowingRegions::take_overlaps(std::int32_t root) {
  const Stretch& stretch = at(root);
  if (stretch.true_region != several) return {{stretch.true_region, stretch.pixels}};
  auto node = overlaps_.extract(root);
  return std::move(node.mapped());
}

}  // namespace emsurvey
