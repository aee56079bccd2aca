// Many names in one line.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// "a, b and c"; of more than `most` names the first ones and their number: "a, b, c and 17 more".
std::string listed(const std::vector<std::string>& names, std::size_t most = 4);

}  // namespace emsurvey
