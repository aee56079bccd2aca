// Words in a row.
#pragma once

#include <fmt/ranges.h>

#include <string>
#include <vector>

namespace emsurvey {

/// Returns the words with `separator` between them, for example "a, b, c".
inline std::string joined(const std::vector<std::string>& words, const char* separator = ", ") {
  return fmt::format("{}", fmt::join(words, separator));
}

}  // namespace emsurvey
