// The values of a survey's keys, from the command line and a config file, as text.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <map>
#include <string>
#include <vector>

namespace emsurvey {

/// Values by key; a key without a value is absent.
using Settings = std::map<std::string, std::vector<std::string>>;

/// Adds `--config`, `--dump-config` and every survey key to a command's own options.
void add_survey_options(boost::program_options::options_description& options);

/// Parses a command's arguments; throws InputError for unknown options (with the nearest known one) and stray
/// words.
boost::program_options::variables_map parse_options(
    const std::vector<std::string>& arguments, const boost::program_options::options_description& options);

/// The settings of parsed arguments: the command line first, then the file named by `--config`, then
/// defaults. Lists are split at blanks and ranges (`1..16`) expanded; `data` is made absolute. Throws
/// InputError for unknown keys.
Settings read_settings(const boost::program_options::variables_map& arguments);

/// As the text of a config file, in the order of survey_keys(); reads back to the same settings.
std::string to_config_text(const Settings& settings);

/// `now` with every value of a result key that means the same as one of `before` (2e-4 and 0.0002) spelled as
/// there, so that a survey has one name for it.
Settings spelled_as(const Settings& before, Settings now);

/// Settings from the text of a config file alone, without defaults; `subject` names it in messages.
Settings parse_config_text(const std::string& text, const std::string& subject);

/// Throws InputError naming the first result key by which `now` does not continue `before`: all values of
/// before must be among those of now, so that a grid can grow and nothing else changes. `folder`: the
/// survey's, for the message.
void require_continuation(const Settings& before, const Settings& now, const std::string& folder);

}  // namespace emsurvey
