// What every part of a running survey needs to know.
#pragma once

#include "mpi/groups.h"
#include "run/run_settings.h"
#include "store/survey_folder.h"
#include "train/gradient_reducer.h"

namespace emsurvey {

class TrainingFactory;

/// Borrows its members, which outlive the survey's run on this rank.
struct RunContext {
  const Communicator& world;
  const RankGroup& group;    ///< The ranks that train one experiment together with this one.
  GradientReducer& reducer;  ///< Over the ranks of the group.
  const SurveyFolder& folder;
  const RunSettings& settings;
  const TrainingFactory& trainings;

  const Communicator& ranks() const { return group.ranks; }
};

}  // namespace emsurvey
