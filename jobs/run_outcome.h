// The end of `emsurvey run`: its report and its tables.
#pragma once

#include <vector>

#include "base/error.h"
#include "base/progress_callback.h"
#include "mpi/communicator.h"
#include "run/run_survey.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Reports the outcome of the experiments, as the files on disk show it. If they are the `is_whole` survey
/// rather than a shard, also makes its tables. `seconds`: the time that the experiments took. Collective.
ExitStatus conclude(const SurveyOutcome& outcome, const SurveyFolder& folder, const Communicator& world,
                    const std::vector<Experiment>& experiments, bool is_whole, double seconds,
                    const ProgressCallback& on_progress);

}  // namespace emsurvey
