// Trains one run, starting from its checkpoint.
#pragma once

#include <cstdint>
#include <functional>

#include "run/run_context.h"
#include "train/diverged.h"
#include "train/training.h"
#include "watch/stop_request.h"

namespace emsurvey {

/// What the owner of a training does in between, on every rank of its group.
struct TrainingCallbacks {
  std::function<void(const Training&)> after_step;  ///< Called after each step.
  /// Called before each section that a validation labels or scores, with the number of calls before in this
  /// validation.
  std::function<void(std::int64_t)> on_validation;
};

/// Restores `training` from its newest whole checkpoint and trains it to the end of `experiment`, saving as
/// often as the settings say. With Keep::best, the generator then has the kept weights. Returns false when
/// `stop` ended it before; a checkpoint is then on the disk. Measures in `stop.time` how long a step takes
/// and, on the first rank, a save. Collective over the group's ranks. Throws Diverged, and InputError when
/// files cannot be read or written.
bool train_run(Training& training, const Experiment& experiment, const RunContext& context,
               StopConditions& stop, const TrainingCallbacks& callbacks);

}  // namespace emsurvey
