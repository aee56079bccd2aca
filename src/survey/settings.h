// The values of a survey's keys as text, from the command line and a config file.
#pragma once

#include <boost/program_options/variables_map.hpp>
#include <map>
#include <string>
#include <vector>

namespace emsurvey {

/// Values by key. Keys without a value are absent.
using Settings = std::map<std::string, std::vector<std::string>>;

/// Returns the settings: those on the command line take precedence over those in the file given by
/// `--config`, and these over the defaults. Lists are split at blanks, ranges (`1..16`) are expanded, and
/// `data` is made absolute. Throws InputError for unknown keys.
Settings read_settings(const boost::program_options::variables_map& arguments);

/// Writes the text of a config file in the order of survey_keys(). Reading it gives the same settings.
std::string to_config_text(const Settings& settings);

/// Settings from the text of a config file alone, without defaults; `subject` names it in messages.
Settings parse_config_text(const std::string& text, const std::string& subject);

}  // namespace emsurvey
