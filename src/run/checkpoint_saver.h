// Saves a training while it goes on.
#pragma once

#include <chrono>
#include <future>
#include <optional>
#include <string>
#include <utility>

#include "mpi/communicator.h"
#include "store/survey_folder.h"
#include "train/training.h"
#include "watch/time_budget.h"

namespace emsurvey {

/// The checkpoints of one training, written by the first of its ranks one after the other: at once, or beside
/// the training by another thread. A save that is under way at the end of a saver's life is waited for; what
/// it throws is lost then.
class CheckpointSaver {
 public:
  /// Borrows all but `provenance`, which every checkpoint keeps. Notes in `time`, on the first rank, how long
  /// each save took from its beginning to its end. What follows is collective.
  CheckpointSaver(const Experiment& experiment, const SurveyFolder& folder, const Communicator& ranks,
                  std::string provenance, bool is_beside, TimeBudget& time)
      : experiment_(experiment),
        folder_(folder),
        ranks_(ranks),
        provenance_(std::move(provenance)),
        is_beside_(is_beside),
        time_(time) {}
  CheckpointSaver(const CheckpointSaver&) = delete;
  CheckpointSaver& operator=(const CheckpointSaver&) = delete;

  /// Saves `training` as it is now, unless it has diverged: such a state must not be continued from. Waits
  /// for the save before, and throws on all ranks the FileError that one of them met.
  void save(const Training& training);
  /// Waits for the last save, and throws what it met.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  double write(Clock::time_point begin) const;
  void wait();

  const Experiment& experiment_;
  const SurveyFolder& folder_;
  const Communicator& ranks_;
  const std::string provenance_;
  const bool is_beside_;
  TimeBudget& time_;
  std::optional<TrainingSnapshot> snapshot_;  ///< that is being written
  std::future<double> seconds_;               ///< of the save that is under way; waits in its destructor
};

}  // namespace emsurvey
