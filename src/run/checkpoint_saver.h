// Saves checkpoints of a training while it goes on.
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

/// Writes the checkpoints of one training, one after the other, on the first of its ranks: either at once or
/// in another thread while the training goes on. The destructor waits for a pending save; its exception is
/// dropped.
class CheckpointSaver {
 public:
  /// Keeps references to all arguments but `provenance`, which every checkpoint stores. Notes in `time`, on
  /// the first rank, how long each save took from beginning to end. All other members are collective.
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

  /// Saves the current state of `training`, unless it has diverged: a run must not continue from such a
  /// state. Waits for the previous save, and throws its FileError on all ranks.
  void save(const Training& training);
  /// Waits for the last save and throws its error on all ranks.
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
  std::optional<TrainingSnapshot> snapshot_;  ///< Snapshot that is being written.
  std::future<double> seconds_;               ///< Duration of the pending save; its destructor waits for it.
};

}  // namespace emsurvey
