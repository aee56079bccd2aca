// emsurvey status --check: tells scripts whether a survey is complete.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// Lists the runs that are not done and then, in the last line, the progress of the survey; this line changes
/// whenever progress was made. Returns the exit status that `run` would return: 0 if all runs are done, 3 if
/// the others failed, 4 if some are left. `arguments` are those of survey_argument(); with --share, only the
/// runs of that shard count.
int check_survey(const std::vector<std::string>& arguments);

}  // namespace emsurvey
