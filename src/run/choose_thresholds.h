// The thresholds at which the test of a run makes masks.
#pragma once

#include <optional>
#include <vector>

#include "network/generator.h"
#include "run/test_run.h"
#include "score/threshold_curve.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Chooses for each label the one of all_thresholds() with the best mean F_score over the sections of
/// `validation`. `outputs` is this rank's part of their labels (see label_sections). Returns nothing if
/// `goes_on` returned false on any rank. Collective over the ranks of `validation`.
std::optional<std::vector<ChosenThreshold>> best_thresholds(const TestOutputs& outputs,
                                                            const TestSet& validation, const GoesOn& goes_on);

/// Returns the threshold of each label of `experiment`; none if it is the default for all. If the experiment
/// has no threshold, labels the sections of `validation` and chooses by best_thresholds(). Returns nothing if
/// `goes_on` returned false on any rank. Collective over the ranks of `validation`.
std::optional<std::vector<double>> choose_thresholds(Generator& generator, const Experiment& experiment,
                                                     const TestSet& validation, const GoesOn& goes_on);

}  // namespace emsurvey
