// What commands share in reading their arguments.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <optional>
#include <string>
#include <vector>

#include "survey/settings.h"

namespace emsurvey {

/// Prints what a command is called with and does, and its options.
void print_help(const boost::program_options::options_description& options, const std::string& usage = "");

/// The settings of the arguments as read_settings gives them. The kept config of a survey, survey.cfg, means
/// the survey that it lies in, wherever that was moved, unless --output says otherwise.
Settings survey_settings(const boost::program_options::variables_map& arguments);

/// `prints`: whether this process prints the help.
/// The folder of `emsurvey <command> SURVEY`, where the options of `run` may stand for SURVEY; nothing when help was asked for and printed. Throws
/// InputError otherwise.
std::optional<std::string> folder_argument(const std::string& command, const std::string& summary,
                                           const std::vector<std::string>& arguments, bool prints = true);

}  // namespace emsurvey
