#include "base/nearest_name.h"

#include <algorithm>
#include <cstddef>

namespace emsurvey {
namespace {

/// Number of insertions, deletions, replacements and swaps of adjacent characters that turn `a` into `b`.
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> distance(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        distance[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = distance[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      distance[i][j] = std::min({replaced, distance[i - 1][j] + 1, distance[i][j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        distance[i][j] = std::min(distance[i][j], distance[i - 2][j - 2] + 1);
    }
  }
  return distance[a.size()][b.size()];
}

}  // namespace

std::string nearest_name(const std::string& word, const std::vector<std::string>& known) {
  // Longer words are not mistyped names, and the edit distance takes quadratic time.
  constexpr std::size_t longest_word = 100;
  if (word.empty() || word.size() > longest_word) return {};
  std::string nearest;
  std::size_t smallest = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const std::string& name : known) {
    const bool is_abbreviated = word.size() >= 3 && name.compare(0, word.size(), word) == 0;
    const std::size_t distance = is_abbreviated ? 1 : edit_distance(word, name);
    if (distance < smallest && distance < std::max(word.size(), name.size())) {
      smallest = distance;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace emsurvey
