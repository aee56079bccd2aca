// A worker: a thread of a rank that runs experiments.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "run/resizable_semaphore.h"
#include "run/run_survey.h"
#include "run/scaled_datasets.h"
#include "run/scoring.h"
#include "store/failure.h"
#include "watch/progress.h"
#include "watch/time_budget.h"
#include "watch/watchdog.h"

namespace emsurvey {

/// The resources that the workers of a rank share.
struct RunContext {
  const SurveyFolder& folder;
  const RunOptions& options;
  const Communicator& ranks;  ///< Ranks of the group.
  const Reducer& reducer;
  ScaledDatasets& datasets;
  ResizableSemaphore& slots;  ///< One is held while the device is used.
  Progress& progress;
  Watchdog& watchdog;
};

/// The runs that have ended.
struct RunCounts {
  // Empty on all but the first rank of a group.
  std::vector<int> done;  ///< Run numbers.
  std::int64_t failed = 0;
};

/// Claims one experiment after the other, trains it in the calling thread and labels its test sections,
/// holding a slot. The scores are computed during the next training, or at once. Each worker has a time
/// budget of its own.
class Worker {
 public:
  /// `number` is the number of the worker within its rank, from 0. Keeps a reference to `place`.
  Worker(const RunContext& place, int number)
      : place_(place), number_(number), time_(place.options.time), slot_(place.slots, std::defer_lock) {}

  /// Works until no experiment of `queue` is left, the time left is too short, or a stop is requested.
  /// Collective over the ranks of the group.
  RunCounts work(const std::vector<const Experiment*>& queue);

 private:
  struct Attempt {
    const Experiment* experiment = nullptr;
    int number = 1;     ///< Number of the attempt, from 1.
    int trainings = 1;  ///< Slots when it started.
  };

  std::optional<Attempt> next(const std::vector<const Experiment*>& queue);
  void take_slot();
  void give_slot_up();
  void run(Attempt attempt);
  bool train_and_label(const Attempt& attempt);
  void after_step(const Experiment& experiment, const Training& training);
  void count_progress(const Experiment& experiment, const Training& training, std::int64_t images);
  bool allows_test(const Experiment& experiment, const Split& split) const;
  bool looks_after_scoring();
  void conclude_scoring();
  std::optional<Attempt> after_failure(const Attempt& attempt);
  bool goes_on_with_fewer(const Experiment& experiment, int trainings);
  int earlier_attempts(const Experiment& experiment) const;
  void begin_again(const Experiment& experiment);
  void record(const Experiment& experiment, const Failure& failure);
  void end_done(const Experiment& experiment);

  const RunContext& place_;
  int number_;
  TimeBudget time_;
  std::unique_lock<ResizableSemaphore> slot_;
  RunCounts counts_;
  bool is_stopped_ = false;    ///< Nothing more is started.
  std::deque<Attempt> again_;  ///< Attempts after a failure in scoring.

  std::shared_ptr<const Dataset> dataset_;  ///< At the scale of the last run, often also that of the next.
  TimeBudget::Clock::time_point begin_;     ///< Start of the run.
  std::int64_t steps_counted_ = 0;          ///< Steps that the progress includes.
  std::int64_t steps_taken_ = 0;            ///< Steps since the start.

  std::optional<Scoring> scoring_;  ///< Scoring of the previous run.
  Attempt scoring_attempt_;
  std::int64_t waits_ = 0;  ///< Changes during a wait for scores.
};

}  // namespace emsurvey
