#include "survey/block_split.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.h"
#include "survey/distant_sections.h"

namespace emsurvey {
namespace {

/// Slices that are divided into blocks: a volume, or several that are joined.
using Row = std::vector<SliceSections>;

/// Joins the row at `position` with the shorter one beside it; of two equally short ones, with that before.
void join_with_neighbour(std::vector<Row>& rows, std::size_t position) {
  const bool has_before = position > 0, has_after = position + 1 < rows.size();
  const bool takes_before =
      has_before && (!has_after || rows[position - 1].size() <= rows[position + 1].size());
  const std::size_t first = takes_before ? position - 1 : position;
  Row& second = rows[first + 1];
  rows[first].insert(rows[first].end(), second.begin(), second.end());
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(first) + 1);
}

std::vector<Row> rows_of(const SectionPlaces& places, std::size_t count) {
  std::vector<Row> rows;
  std::size_t slices = 0;
  for (auto& volume : volumes_of(places)) {
    slices += volume.slices.size();
    rows.push_back(std::move(volume.slices));
  }
  require(count >= 2 && count <= slices, "splits",
          "cannot divide " + std::to_string(slices) + " sections into " + std::to_string(count) + " blocks",
          "ask for 2 to " + std::to_string(slices));
  while (rows.size() > 1) {
    const auto shortest = std::min_element(rows.begin(), rows.end(),
                                           [](const Row& a, const Row& b) { return a.size() < b.size(); });
    if (rows.size() <= count && 2 * shortest->size() * count >= slices) break;
    join_with_neighbour(rows, static_cast<std::size_t>(shortest - rows.begin()));
  }
  return rows;
}

/// Returns the number of blocks of each row.
std::vector<std::size_t> block_counts(const std::vector<Row>& rows, std::size_t count) {
  std::vector<std::size_t> counts(rows.size(), 1);
  for (std::size_t given = rows.size(); given < count; ++given) {
    std::size_t longest = 0;
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (rows[i].size() * counts[longest] > rows[longest].size() * counts[i]) longest = i;
    ++counts[longest];
  }
  return counts;
}

}  // namespace

std::vector<std::vector<int>> blocks_of(const SectionPlaces& places, int count) {
  const auto rows = rows_of(places, static_cast<std::size_t>(std::max(count, 0)));
  const auto counts = block_counts(rows, static_cast<std::size_t>(count));
  std::vector<std::vector<int>> blocks;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t i = 0; i < counts[row]; ++i) {
      blocks.emplace_back();
      const std::size_t end = (i + 1) * rows[row].size() / counts[row];
      for (std::size_t slice = i * rows[row].size() / counts[row]; slice < end; ++slice)
        blocks.back().insert(blocks.back().end(), rows[row][slice].begin(), rows[row][slice].end());
    }
  }
  return blocks;
}

Split block_split(const SplitRule& rule, int number, const SectionPlaces& places) {
  Split split{std::vector<Role>(places.size(), Role::train)};
  const auto blocks = blocks_of(places, rule.splits);
  for (const int section : blocks[static_cast<std::size_t>(number - 1)])
    split.roles[static_cast<std::size_t>(section)] = Role::test;
  if (rule.gap > 0) leave_gap(split, volumes_of(places), Role::train, Role::test, rule.gap);
  require(!split.images(Role::train).empty(), "gap",
          std::to_string(rule.gap) + " leaves no section for training in split " + std::to_string(number),
          "use a smaller gap, or more splits, whose blocks are shorter");
  return split;
}

}  // namespace emsurvey
