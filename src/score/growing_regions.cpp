#include "score/growing_regions.h"

#include <algorithm>
#include <utility>

namespace emsurvey {

GrowingRegions::GrowingRegions(const Plane<std::uint16_t>& steps, const Plane<std::int32_t>& truth,
                               std::uint16_t step_count)
    : appearing_(step_count), contacts_(step_count) {
  std::vector<Extent> above;
  for (int y = 0; y < steps.height; ++y) {
    const std::size_t first = steps.index(y, 0);
    auto row = append_row(steps.values.data() + first, truth.values.data() + first, steps.width);
    add_contacts(above, row);
    above = std::move(row);
  }
  std::vector<std::int64_t> true_sizes;
  for (const std::int32_t region : truth.values) {
    if (region == 0) continue;
    if (true_sizes.size() < static_cast<std::size_t>(region))
      true_sizes.resize(static_cast<std::size_t>(region));
    ++true_sizes[static_cast<std::size_t>(region) - 1];
  }
  for (const std::int64_t pixels : true_sizes) {
    sums_.true_regions += pixels * pixels;
    sums_.predicted_background += pixels;
  }
}

void GrowingRegions::advance() {
  const std::size_t step = next_step_++;
  for (const std::int32_t stretch : appearing_[step]) {
    const std::int64_t pixels = at(stretch).pixels;
    sums_.predicted_regions += pixels * pixels;
    sums_.overlaps += pixels * pixels;
    sums_.predicted_background -= pixels;
  }
  for (const Contact& contact : contacts_[step]) unite(contact.a, contact.b);
}

std::vector<GrowingRegions::Extent> GrowingRegions::append_row(const std::uint16_t* steps,
                                                               const std::int32_t* truth, int width) {
  std::vector<Extent> row;
  for (int x = 0; x < width;) {
    const int begin = x;
    const std::uint16_t step = steps[x];
    const std::int32_t region = truth[x];
    do ++x;
    while (x < width && steps[x] == step && truth[x] == region);
    if (step >= appearing_.size()) continue;
    const auto stretch = static_cast<std::int32_t>(stretches_.size());
    stretches_.push_back({stretch, region, region > 0 ? x - begin : 0, step});
    appearing_[step].push_back(stretch);
    row.push_back({begin, x, stretch});
  }
  return row;
}

/// Adds the contacts within a row, and those to the row above it. Pixels that meet at a corner touch.
void GrowingRegions::add_contacts(const std::vector<Extent>& above, const std::vector<Extent>& row) {
  auto first = above.begin();
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0 && row[i - 1].end == row[i].begin) add_contact(row[i - 1].stretch, row[i].stretch);
    while (first != above.end() && first->end < row[i].begin) ++first;
    for (auto other = first; other != above.end() && other->begin <= row[i].end; ++other)
      add_contact(other->stretch, row[i].stretch);
  }
}

void GrowingRegions::add_contact(std::int32_t a, std::int32_t b) {
  contacts_[std::max(at(a).step, at(b).step)].push_back({a, b});
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
