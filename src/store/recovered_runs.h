// Finds the runs of a survey without its registry.
#pragma once

#include <map>
#include <string>

#include "store/survey_folder.h"

namespace emsurvey {

/// Identity -> run number.
using KnownRuns = std::map<std::string, int>;

/// Returns the runs that have an intact checkpoint or intact scores, with the numbers of their folders.
/// Throws FileError if an existing file cannot be read.
KnownRuns recovered_runs(const SurveyFolder& folder);

}  // namespace emsurvey
