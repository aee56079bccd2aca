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

/// Adds `--config`, `--dump-config` and an option for every survey key to the options of a command.
void add_survey_options(boost::program_options::options_description& options);

/// Parses the arguments of a command. Throws InputError for unknown options (suggesting the nearest known
/// one) and for words that belong to no option.
boost::program_options::variables_map parse_options(
    const std::vector<std::string>& arguments, const boost::program_options::options_description& options);

/// Returns the settings: those on the command line take precedence over those in the file given by
/// `--config`, and these over the defaults. Lists are split at blanks, ranges (`1..16`) are expanded, and
/// `data` is made absolute. Throws InputError for unknown keys.
Settings read_settings(const boost::program_options::variables_map& arguments);

/// Writes the text of a config file in the order of survey_keys(). Reading it gives the same settings.
std::string to_config_text(const Settings& settings);

/// Returns `now` with every value of a result key spelled as in `before` if it has the same meaning there
/// (2e-4 and 0.0002), so that a survey uses one spelling for each value.
Settings spelled_as(const Settings& before, Settings now);

/// Parses the text of a config file, without adding defaults. `subject` names the file in messages.
Settings parse_config_text(const std::string& text, const std::string& subject);

/// Throws InputError naming the first result key for which `now` does not continue `before`. All values in
/// `before` must also be in `now`: the grid may grow, but nothing else may change. `folder` is the survey
/// folder, used in the message.
void require_continuation(const Settings& before, const Settings& now, const std::string& folder);

}  // namespace emsurvey
