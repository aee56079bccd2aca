// A survey named by its folder or by the options of the `run` that makes it.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <string>
#include <vector>

#include "survey/settings.h"
#include "survey/shard.h"

namespace emsurvey {

/// Adds the options of `run` but --help: those of a survey, --share and --retry-failed.
void add_run_options(boost::program_options::options_description& options);

/// The value of --share; the whole grid without it.
Shard shard_option(const boost::program_options::variables_map& parsed);

struct SurveyArgument {
  std::string folder;
  Settings settings;  ///< empty where the folder itself was given
  Shard shard;
};

/// `arguments`: a folder, or the options of `run`, whose output it is. Throws InputError for anything else;
/// `command` is its subject.
SurveyArgument survey_argument(const std::string& command, const std::vector<std::string>& arguments);

}  // namespace emsurvey
