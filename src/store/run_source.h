// The runs of a survey as its tables take them: from what has a checksum, wherever there is such a thing.
#pragma once

#include <optional>

#include "store/registry.h"
#include "store/survey_folder.h"
#include "tables/run_evaluation.h"

namespace emsurvey {

enum class Mending { none, write_anew };

/// The texts of a run as scores.h5 and the registry give them; as its files say where there is no scores.h5,
/// as in trees of other programs. A run with a scores.h5 that cannot be used is left out, and so is one of
/// the registry that has evaluations but no scores.h5. With Mending::write_anew, files of the run that say
/// something else are written anew, and noted.
///
/// Scores count as those of the experiment that they name: where run folders were exchanged, the number is
/// not that of the folder. Without a registry the options are those of options.json, which must name the same
/// experiment and agree with the options in the run's checkpoint, where there is one.
RunFiles read_run(const SurveyFolder& folder, const std::optional<Registry>& registry, int number,
                  Mending mending);

}  // namespace emsurvey
