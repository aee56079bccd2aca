// The failed runs of a survey, as its tables need them.
#pragma once

#include <vector>

#include "base/progress_callback.h"
#include "store/survey_folder.h"
#include "tables/failed_runs.h"

namespace emsurvey {

/// Returns the failures of all registered runs, without those that are being tried again; none if there is no
/// registry. Throws InputError if it is damaged.
std::vector<TrainingFailure> training_failures(const SurveyFolder& folder,
                                               const ProgressCallback& on_progress);

}  // namespace emsurvey
