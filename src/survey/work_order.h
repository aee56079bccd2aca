// The order in which the experiments of a survey are run.
#pragma once

#include <cstddef>
#include <vector>

#include "survey/experiment.h"

namespace emsurvey {

/// Returns the indices of the experiments in the order of work: all experiments of split 1 and repeat 1, then
/// those of the next split, and all splits of a repeat before the next repeat, so that the settings of an
/// interrupted survey can be compared. Within such a block, the most costly experiment comes first; equally
/// costly ones keep their order.
std::vector<std::size_t> work_order(const std::vector<Experiment>& experiments);

}  // namespace emsurvey
