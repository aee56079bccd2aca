// Saves a training while it goes on.
#pragma once

#include <future>
#include <optional>

#include "base/stopwatch.h"
#include "run/run_context.h"
#include "train/training.h"

namespace emsurvey {

/// The checkpoints of one training, written by the first of its ranks one after the other: at once, or beside
/// the training by another thread. A save that is under way at the end of a saver's life is waited for; what
/// it throws is lost then.
class CheckpointSaver {
 public:
  /// Borrows its arguments. Notes in `time`, on the first rank, how long each save took from its beginning to its end. The
  /// other functions are collective.
  CheckpointSaver(const Experiment& experiment, const RunContext& context, TimeBudget& time)
      : experiment_(experiment), context_(context), time_(time) {}
  CheckpointSaver(const CheckpointSaver&) = delete;
  CheckpointSaver& operator=(const CheckpointSaver&) = delete;

  /// Saves `training` as it is now, unless it has diverged: such a state must not be continued from. Waits
  /// for the save before, and throws on all ranks the FileError that one of them met.
  void save(const Training& training);
  /// Waits for the last save, and throws what it met.
  void finish();

 private:
  double write(const Stopwatch& since_begin) const;
  void wait();

  const Experiment& experiment_;
  const RunContext& context_;
  TimeBudget& time_;
  std::optional<TrainingSnapshot> snapshot_;  ///< that is being written
  std::future<double> seconds_;               ///< of the save that is under way; waits in its destructor
};

}  // namespace emsurvey
