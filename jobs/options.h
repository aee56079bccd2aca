// What commands share in reading their arguments.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace emsurvey {

/// `prints`: whether this process prints the help.
/// The one word of `emsurvey <command> SURVEY`; nothing when help was asked for and printed. Throws
/// InputError otherwise.
std::optional<std::string> folder_argument(const std::string& command, const std::string& summary,
                                           const std::vector<std::string>& arguments, bool prints = true);

}  // namespace emsurvey
