// The runs of a survey that its folder shows without a registry.
#pragma once

#include <map>
#include <string>

#include "store/survey_folder.h"

namespace emsurvey {

/// Identity -> run number.
using KnownRuns = std::map<std::string, int>;

/// Those that have a whole checkpoint or whole scores, under the numbers of their folders. Throws FileError
/// when one cannot be read.
KnownRuns recovered_runs(const SurveyFolder& folder);

}  // namespace emsurvey
