// emsurvey status --check: reports to scripts whether a survey is complete.
#pragma once

#include "base/error.h"
#include "survey_argument.h"

namespace emsurvey {

/// Lists the runs that are not done and then, in the last line, the progress of the survey; this line changes
/// whenever progress was made. Returns the exit status that `run` would return: 0 if all runs are done, 3 if
/// the others failed, 4 if some are left. With --shard, only the runs of that shard count.
ExitStatus check_survey(const SurveyArgument& survey);

}  // namespace emsurvey
