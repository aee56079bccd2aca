#include "options.h"

#include <filesystem>
#include <sstream>

#include "base/error.h"
#include "base/output.h"
#include "io/file.h"
#include "store/survey_folder.h"
#include "survey_argument.h"

namespace emsurvey {

void print_help(const boost::program_options::options_description& options, const std::string& usage) {
  std::ostringstream text;
  text << usage << options;
  print_lines(text.str());
}

Settings survey_settings(const boost::program_options::variables_map& arguments) {
  Settings settings = read_settings(arguments);
  if (arguments.count("config") == 0 || arguments.count("output") > 0) return settings;
  const std::filesystem::path config = arguments["config"].as<std::string>();
  const SurveyFolder folder(config.has_parent_path() ? config.parent_path() : ".");
  if (config.filename() == folder.config().filename() && file_exists(folder.registry()))
    settings["output"] = {folder.path().string()};
  return settings;
}

std::optional<std::string> folder_argument(const std::string& command, const std::string& summary,
                                           const std::vector<std::string>& arguments, bool prints) {
  if (arguments.size() == 1 && arguments[0] == "--help") {
    if (!prints) return {};
    print("emsurvey %s SURVEY: %s. SURVEY is the output folder of emsurvey run, or its options.\n",
          command.c_str(), summary.c_str());
    return {};
  }
  return survey_argument(command, arguments).folder;
}

}  // namespace emsurvey
