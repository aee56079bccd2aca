// Trains one run, starting from its checkpoint.
#pragma once

#include <functional>

#include "run/run_context.h"
#include "train/diverged.h"
#include "train/training.h"
#include "watch/stop_request.h"

namespace emsurvey {

/// Called on every rank of a group after each step of its training.
using AfterStep = std::function<void(const Training&)>;

/// Restores `training` from its newest whole checkpoint and trains it to the end of `experiment`, saving as
/// often as the settings say. Returns false when `stop` ended it before; a checkpoint is then on the disk.
/// Measures in `stop.time` how long a step takes and, on the first rank, a save. Collective over the group's
/// ranks. Throws Diverged, and InputError when files cannot be read or written.
bool train_run(Training& training, const Experiment& experiment, const RunContext& context,
               StopConditions& stop, const AfterStep& after_step);

}  // namespace emsurvey
