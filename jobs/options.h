// Functions with which the commands parse their arguments.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <optional>
#include <string>
#include <vector>

#include "survey/settings.h"

namespace emsurvey {

/// Prints the usage text of a command and its options.
void print_help(const boost::program_options::options_description& options, const std::string& usage = "");

/// Returns the settings in `arguments` (see read_settings). If --config names the survey.cfg of an existing
/// survey and --output is absent, the output is the folder of that file, even if the survey was moved.
Settings survey_settings(const boost::program_options::variables_map& arguments);

/// Returns the folder in the arguments of `emsurvey <command> SURVEY`, where the options of `run` may stand
/// for SURVEY. Returns nothing if help was requested; `prints` tells whether this process prints it. Throws
/// InputError for any other arguments.
std::optional<std::string> folder_argument(const std::string& command, const std::string& summary,
                                           const std::vector<std::string>& arguments, bool prints = true);

}  // namespace emsurvey
