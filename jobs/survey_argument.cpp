#include "survey_argument.h"

#include <boost/program_options/value_semantic.hpp>
#include <filesystem>

#include "io/file.h"
#include "store/survey_folder.h"
#include "survey/execution.h"
#include "survey/options.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

/// Returns whether an option names the survey. The margin may be given beside its folder.
bool has_run_option(const Arguments& arguments) {
  for (const OptionGroup& group : run_option_groups())
    for (const auto& option : group.options())
      if (option->long_name() != "margin" && arguments.has(option->long_name())) return true;
  return false;
}

}  // namespace

std::vector<OptionGroup> run_option_groups() {
  std::vector<OptionGroup> groups = survey_option_groups();
  auto add = groups.front().add_options();
  add("shard", po::value<std::string>()->value_name("INDEX/COUNT"),
      "run only this part of the grid, as one of COUNT jobs that work in the same folder");
  add("retry-failed", "try failed runs again; without it they are left alone");
  return groups;
}

Settings survey_settings(const Arguments& arguments) {
  Settings settings = read_settings(arguments.values());
  if (!arguments.has("config") || arguments.has("output")) return settings;
  const std::filesystem::path config = arguments.get<std::string>("config");
  const SurveyFolder folder(config.has_parent_path() ? config.parent_path() : ".");
  if (config.filename() == folder.config().filename() && file_exists(folder.registry()))
    settings["output"] = {folder.path().string()};
  return settings;
}

Shard shard_option(const Arguments& arguments) {
  return arguments.has("shard") ? parse_shard(arguments.get<std::string>("shard")) : Shard{};
}

SurveyArgument survey_argument(const Command& command, const Arguments& arguments) {
  require(arguments.has_operand() != has_run_option(arguments), command.name,
          "takes one folder, or the options of emsurvey run", "write emsurvey " + command.name + " SURVEY");
  if (arguments.has_operand()) return {arguments.operand(), {}, {}};
  const Settings settings = survey_settings(arguments);
  return {execution_of(settings).output, settings, shard_option(arguments)};
}

}  // namespace emsurvey
