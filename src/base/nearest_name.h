// The known name that a mistyped one probably meant.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// The name of `known` that `word` most probably meant: one that `word` abbreviates or the one with the
/// smallest edit distance (swapped neighbours count as one edit). Empty when nothing is near.
std::string nearest_name(const std::string& word, const std::vector<std::string>& known);

}  // namespace emsurvey
