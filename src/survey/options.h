// Options of a command line, among them the keys of a survey.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <string>
#include <vector>

namespace emsurvey {

/// Returns `--config` and `--dump-config`, and then an option for every survey key in the groups of the keys.
std::vector<boost::program_options::options_description> survey_option_groups();

/// Parses the arguments of a command. Options may be given by their former names (see current_name). One word
/// may belong to no option; it becomes the value of `operand`, unless that is empty. Throws InputError for
/// unknown options (suggesting the nearest known one) and for further words that belong to no option.
boost::program_options::variables_map parse_options(
    const std::vector<std::string>& arguments, const boost::program_options::options_description& options,
    const std::string& operand = "");

}  // namespace emsurvey
