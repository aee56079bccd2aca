// Letters for groups of settings that are not told apart.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace emsurvey {

/// Returns the letters of each of the items 0 to count - 1, which are sorted by descending mean. Each letter is
/// a maximal set of items without a pair that differs, found by insert and absorb (H.-P. Piepho, JCGS 13,
/// 2004); the sets are in lexicographic order of their members: a to z, then A to Z. If there are more than 52
/// sets, nobody could read them, and all strings are empty.
std::vector<std::string> group_letters(std::size_t count,
                                       const std::function<bool(std::size_t, std::size_t)>& differ);

}  // namespace emsurvey
