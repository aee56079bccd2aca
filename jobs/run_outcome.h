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

/// The end of a survey's experiments. Keeps a reference to the experiments.
struct SurveyEnd {
  SurveyOutcome outcome;
  const std::vector<Experiment>& experiments;
  bool is_whole;   ///< Whether they are the whole survey rather than a shard.
  double seconds;  ///< The time that they took.
  double margin;   ///< Differences of scores below it count as equivalent.
};

/// Reports the end of the experiments, as the files on disk show it, and makes the tables of a whole survey.
/// Collective.
ExitStatus conclude(const SurveyEnd& end, const SurveyFolder& folder, const Communicator& world,
                    const ProgressCallback& on_progress);

}  // namespace emsurvey
