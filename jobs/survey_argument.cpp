#include "survey_argument.h"

#include "base/error.h"
#include "options.h"
#include "survey/execution.h"

namespace emsurvey {

namespace po = boost::program_options;

void add_run_options(po::options_description& options) {
  options.add_options()("retry-failed", "try failed runs again, which are left alone otherwise");
  options.add_options()("share", po::value<std::string>()->value_name("INDEX/COUNT"),
                        "do this part of the grid only, as one of COUNT jobs that share the survey's folder");
  add_survey_options(options);
}

Shard shard_option(const po::variables_map& parsed) {
  return parsed.count("share") > 0 ? parse_shard(parsed["share"].as<std::string>()) : Shard{};
}

SurveyArgument survey_argument(const std::string& command, const std::vector<std::string>& arguments) {
  if (arguments.size() == 1 && !arguments[0].starts_with("-")) return {arguments[0], {}, {}};
  require(!arguments.empty() && arguments[0].starts_with("--"), command,
          "takes one folder, or the options of emsurvey run", "write emsurvey " + command + " SURVEY");
  po::options_description options;
  add_run_options(options);
  const auto parsed = parse_options(arguments, options);
  const Settings settings = survey_settings(parsed);
  return {execution_of(settings).output, settings, shard_option(parsed)};
}

}  // namespace emsurvey
