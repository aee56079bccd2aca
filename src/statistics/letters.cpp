#include "statistics/letters.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

namespace emsurvey {
namespace {

using Set = std::vector<std::size_t>;  // Sorted.

bool contains(const Set& set, std::size_t item) {
  return std::binary_search(set.begin(), set.end(), item);
}

Set without(Set set, std::size_t item) {
  std::erase(set, item);
  return set;
}

/// Adds `set` unless a set of `sets` holds all of it.
void absorb(std::vector<Set>& sets, Set set) {
  const bool is_held = std::any_of(sets.begin(), sets.end(), [&](const Set& other) {
    return std::includes(other.begin(), other.end(), set.begin(), set.end());
  });
  if (!is_held) sets.push_back(std::move(set));
}

/// Divides the sets that hold both items.
std::vector<Set> divided(const std::vector<Set>& sets, std::size_t one, std::size_t other) {
  std::vector<Set> result, parts;
  for (const Set& set : sets) {
    if (contains(set, one) && contains(set, other)) {
      parts.push_back(without(set, one));
      parts.push_back(without(set, other));
    } else {
      result.push_back(set);
    }
  }
  // Larger parts first, so that a part absorbs the smaller ones.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Set& a, const Set& b) { return a.size() > b.size(); });
  for (Set& part : parts) absorb(result, std::move(part));
  return result;
}

}  // namespace

std::vector<std::string> group_letters(std::size_t count,
                                       const std::function<bool(std::size_t, std::size_t)>& differ) {
  constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  constexpr std::size_t most_while_dividing = 4096;
  std::vector<std::string> letters(count);
  if (count == 0) return letters;
  Set all(count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<Set> sets{std::move(all)};
  for (std::size_t one = 0; one < count; ++one)
    for (std::size_t other = one + 1; other < count; ++other)
      if (sets.size() <= most_while_dividing && differ(one, other)) sets = divided(sets, one, other);
  if (sets.size() > alphabet.size()) return letters;
  std::sort(sets.begin(), sets.end());
  for (std::size_t set = 0; set < sets.size(); ++set)
    for (const std::size_t item : sets[set]) letters[item] += alphabet[set];
  return letters;
}

}  // namespace emsurvey
