// Where the experiments of a survey stand, as the files in its folder tell.
#pragma once

#include <string>
#include <vector>

#include "store/survey_folder.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Where an experiment stands.
struct RunState {
  enum class Stage { waiting, begun, failed, done };
  Stage stage = Stage::waiting;
  std::string detail;  ///< for failed: why
};

/// Of the files in the folder; done when scores.h5 is whole and of this experiment. Throws FileError when one
/// of them cannot be read.
RunState run_state(const SurveyFolder& folder, const Experiment& experiment);

/// The members of `runs` that are not done, as the files on the disk show it now.
std::vector<int> runs_not_done(const SurveyFolder& folder, const std::vector<Experiment>& experiments,
                               const std::vector<int>& runs);

struct UnfinishedRuns {
  std::vector<std::string> lines;  ///< the runs that failed, and why, and how many have not ended
  bool lacks_results = false;      ///< some are trained to their end and have no scores
};

/// The runs of the survey that are not done, those in `tabled` aside, whose scores are elsewhere; nothing
/// where there is no registry.
UnfinishedRuns unfinished_runs(const SurveyFolder& folder, const std::vector<int>& tabled = {});

}  // namespace emsurvey
