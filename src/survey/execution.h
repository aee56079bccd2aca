// What the execution keys of a survey mean for its trainings.
#pragma once

#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "survey/survey_config.h"

namespace emsurvey {

/// Returns the execution keys of a survey. Throws InputError naming the key of a missing or invalid value.
ExecutionKeys execution_of(const Settings& settings);

/// Returns the number of runs that a rank trains at a time. This is trainings_per_gpu if it is set. Otherwise
/// it is 1 on a CPU or if a group has several ranks, and 4 on a GPU, divided among the ranks that share the
/// GPU. `ranks_on_gpu` is 0 on a CPU.
int trainings_at_a_time(const ExecutionKeys& execution, int ranks_on_gpu);

/// Throws InputError naming the key if an experiment cannot be trained on this data set by groups of
/// `ranks_per_training` ranks: if the batch is not a multiple of the ranks, or the crop is larger than a
/// training section.
void require_trainable(const std::vector<Experiment>& experiments, const Dataset& dataset,
                       int ranks_per_training);

}  // namespace emsurvey
