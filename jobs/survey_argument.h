// A survey given by its folder, or by the options of the `run` command that creates it.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <string>
#include <vector>

#include "survey/settings.h"
#include "survey/shard.h"

namespace emsurvey {

/// Adds the options of `run` except --help: the options of a survey, --share and --retry-failed.
void add_run_options(boost::program_options::options_description& options);

/// Returns the shard that --share names; without this option, the whole grid.
Shard shard_option(const boost::program_options::variables_map& parsed);

struct SurveyArgument {
  std::string folder;
  Settings settings;  ///< Empty if the folder itself was given.
  Shard shard;
};

/// Parses a folder, or the options of `run`, of which it takes the output folder. Throws InputError for any
/// other arguments, with `command` as its subject.
SurveyArgument survey_argument(const std::string& command, const std::vector<std::string>& arguments);

}  // namespace emsurvey
