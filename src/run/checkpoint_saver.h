// Saves checkpoints of a training while it goes on.
#pragma once

#include <future>
#include <optional>

#include "base/stopwatch.h"
#include "run/run_context.h"
#include "train/training.h"

namespace emsurvey {

/// Writes the checkpoints of one training, one after the other, on the first of its ranks: either at once or
/// in another thread while the training goes on. The destructor waits for a pending save; its exception is
/// dropped.
class CheckpointSaver {
 public:
  /// Borrows its arguments. Notes in `time`, on the first rank, how long each save took from its beginning to
  /// its end. The other functions are collective.
  CheckpointSaver(const Experiment& experiment, const RunContext& context, TimeBudget& time)
      : experiment_(experiment), context_(context), time_(time) {}
  CheckpointSaver(const CheckpointSaver&) = delete;
  CheckpointSaver& operator=(const CheckpointSaver&) = delete;

  /// Saves the current state of `training`, unless it has diverged: a run must not continue from such a
  /// state. Waits for the previous save, and throws its FileError on all ranks.
  void save(const Training& training);
  /// Waits for the last save and throws its error on all ranks.
  void finish();

 private:
  double write(const Stopwatch& since_begin) const;
  void wait();

  const Experiment& experiment_;
  const RunContext& context_;
  TimeBudget& time_;
  std::optional<TrainingSnapshot> snapshot_;  ///< Snapshot that is being written.
  std::future<double> seconds_;               ///< Duration of the pending save; its destructor waits for it.
};

}  // namespace emsurvey
