// The values of a survey's keys as text, from the command line and a config file.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <map>
#include <string>
#include <vector>

namespace emsurvey {

/// Values by key. Keys without a value are absent.
using Settings = std::map<std::string, std::vector<std::string>>;

/// Returns `--config` and `--dump-config`, and then an option for every survey key in the groups of the keys.
std::vector<boost::program_options::options_description> survey_option_groups();

/// Parses the arguments of a command. Options may be given by their former names (see current_name). One word
/// may belong to no option; it becomes the value of `operand`, unless that is empty. Throws InputError for
/// unknown options (suggesting the nearest known one) and for further words that belong to no option.
boost::program_options::variables_map parse_options(
    const std::vector<std::string>& arguments, const boost::program_options::options_description& options,
    const std::string& operand = "");

/// Returns the settings: those on the command line take precedence over those in the file given by
/// `--config`, and these over the defaults. Lists are split at blanks, ranges (`1..16`) are expanded, and
/// `data` is made absolute. Throws InputError for unknown keys.
Settings read_settings(const boost::program_options::variables_map& arguments);

/// Writes the text of a config file in the order of survey_keys(). Reading it gives the same settings.
std::string to_config_text(const Settings& settings);

/// Settings from the text of a config file alone, without defaults; `subject` names it in messages.
Settings parse_config_text(const std::string& text, const std::string& subject);

}  // namespace emsurvey
