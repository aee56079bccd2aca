#include "options.h"

#include <cstdio>

#include "base/error.h"

namespace emsurvey {

std::optional<std::string> folder_argument(const std::string& command, const std::string& summary,
                                           const std::vector<std::string>& arguments, bool prints) {
  if (arguments.size() == 1 && arguments[0] == "--help") {
    if (!prints) return {};
    std::printf("emsurvey %s SURVEY: %s. SURVEY is the output folder of emsurvey run.\n", command.c_str(),
                summary.c_str());
    return {};
  }
  require(arguments.size() == 1 && !arguments[0].starts_with("-"), command, "takes one folder and no options",
          "write emsurvey " + command + " SURVEY");
  return arguments[0];
}

}  // namespace emsurvey
