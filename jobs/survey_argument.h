// A survey given by its folder, or by the options of the `run` command that creates it.
#pragma once

#include <string>
#include <vector>

#include "command.h"
#include "survey/settings.h"
#include "survey/shard.h"

namespace emsurvey {

/// Returns the options of `run` in groups: its own first, then the keys of a survey.
std::vector<OptionGroup> run_option_groups();

/// Returns the settings in `arguments` (see read_settings). If --config names the survey.cfg of an existing
/// survey and --output is absent, the output is the folder of that file, even if the survey was moved.
Settings survey_settings(const Arguments& arguments);

/// Returns the shard that --shard names; without this option, the whole grid.
Shard shard_option(const Arguments& arguments);

struct SurveyArgument {
  std::string folder;
  Settings settings;  ///< Empty if the folder itself was given.
  Shard shard;
};

/// Returns the survey that the arguments of `command` name: its folder as the operand, or the options of
/// `run`, of which it takes the output folder. Throws InputError if there are both or neither.
SurveyArgument survey_argument(const Command& command, const Arguments& arguments);

}  // namespace emsurvey
