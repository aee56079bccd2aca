// Formats a list of names as text.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// Returns "a, b and c", or "a, b, c and 17 more" if there are more than `most` names.
std::string listed(const std::vector<std::string>& names, std::size_t most = 4);

}  // namespace emsurvey
