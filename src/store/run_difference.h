// How a run that a survey's folder knows differs from those of a grid, for messages.
#pragma once

#include <string>
#include <vector>

#include "survey/experiment.h"

namespace emsurvey {

/// "lr is 0.01 instead of 0.002": the options of a run, as the text of its options.json, whose values no
/// experiment of `grid` has, beside one that they have. Empty where there are none: the values are there, but
/// not together.
std::string difference_from(const std::string& options, const std::vector<Experiment>& grid);

}  // namespace emsurvey
