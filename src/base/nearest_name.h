// Suggests the known name that a mistyped name probably meant.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// Returns the name in `known` that `word` most probably meant: a name that `word` abbreviates, or the name
/// with the smallest edit distance (a swap of adjacent characters counts as one edit). Returns an empty
/// string if no name is close.
std::string nearest_name(const std::string& word, const std::vector<std::string>& known);

}  // namespace emsurvey
