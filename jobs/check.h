// emsurvey status --check: whether a survey is complete, for scripts.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// Lists the runs that are not done and, last, how far the survey is, in a line that changes when anything was
/// achieved. Ends as `run` does: with 0 when all are done, 3 when some failed, 4 when some are left.
/// `arguments`: as survey_argument() takes them; with --share the runs of this share alone.
int check_survey(const std::vector<std::string>& arguments);

}  // namespace emsurvey
