// The thresholds at which the test of a run makes masks.
#pragma once

#include <optional>
#include <vector>

#include "network/generator.h"
#include "run/test_run.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Returns the threshold of each label of `experiment`; none if it is the default for all. If the experiment
/// has no threshold, labels the sections of `validation` and chooses for each label the one of
/// all_thresholds() with the best mean F_score there. Returns nothing if `goes_on` returned false on any
/// rank. Collective over the ranks of `validation`.
std::optional<std::vector<double>> choose_thresholds(Generator& generator, const Experiment& experiment,
                                                     const TestSet& validation, const GoesOn& goes_on);

}  // namespace emsurvey
