// Reads the runs of a survey for its tables, from checksummed files where possible.
#pragma once

#include <optional>

#include "store/registry.h"
#include "store/survey_folder.h"
#include "tables/run_evaluation.h"

namespace emsurvey {

enum class Mending { none, write_anew };

/// Returns the texts of a run according to scores.h5 and the registry. Without a scores.h5, as in trees of
/// other programs, they are those of the run's files. A run is left out if its scores.h5 is unusable, or if
/// it is in the registry and has evaluations but no scores.h5. Mending::write_anew writes files of the run
/// that differ from these texts anew and notes them.
///
/// Scores count for the experiment that they name: if run folders were exchanged, the number is not that of
/// the folder. Without a registry, the options come from options.json, which must name the same experiment
/// and agree with the options in the run's checkpoint, if there is one.
RunFiles read_run(const SurveyFolder& folder, const std::optional<Registry>& registry, int number,
                  Mending mending);

}  // namespace emsurvey
