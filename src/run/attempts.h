// The attempts at a run, as its failure.json keeps them from one start of the survey to the next.
#pragma once

#include "run/run_context.h"
#include "store/failure.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Returns the number of failed attempts in earlier starts of the survey; 0 if failed runs are to be tried
/// again. Collective over the group.
int earlier_attempts(const Experiment& experiment, const RunContext& context);

/// Marks a failed run as being tried again. It continues from its checkpoint, unless it diverged: that
/// checkpoint may hold the weights that lead to divergence, and is removed. Collective over the group.
void begin_again(const Experiment& experiment, const RunContext& context);

/// Writes `failure` and prints its reason. Called by one rank of the group. Does not throw, because the disk
/// may have failed.
void record_failure(const Experiment& experiment, const Failure& failure, const RunContext& context);

}  // namespace emsurvey
