// The state of the experiments of a survey, read from the files in its folder.
#pragma once

#include <string>
#include <vector>

#include "store/survey_folder.h"
#include "survey/experiment.h"

namespace emsurvey {

/// How far an experiment is.
struct RunState {
  enum class Stage { waiting, begun, failed, done };
  Stage stage = Stage::waiting;
  std::string detail;  ///< Reason of a failed run.
};

/// Returns the state of a run. It is done if scores.h5 is intact and belongs to this experiment. Throws
/// FileError if one of the files cannot be read.
RunState run_state(const SurveyFolder& folder, const RunDescription& run);

/// The same for a run without intact scores.
RunState unscored_state(const SurveyFolder& folder, const RunDescription& run);

/// Returns the members of `runs` that are not done according to the files on the disk.
std::vector<int> runs_not_done(const SurveyFolder& folder, const std::vector<Experiment>& experiments,
                               const std::vector<int>& runs);

struct UnfinishedRuns {
  std::vector<std::string> lines;  ///< Failed runs with reasons; the number of unended runs.
  bool lacks_results = false;      ///< Whether any run is trained to its end and has no scores.
};

/// Returns the runs of the survey that are not done, except those in `tabled`, whose scores are elsewhere.
/// Returns nothing if there is no registry.
UnfinishedRuns unfinished_runs(const SurveyFolder& folder, const std::vector<int>& tabled = {});

}  // namespace emsurvey
