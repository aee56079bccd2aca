// A thread of a rank that runs experiments.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "run/failure.h"
#include "run/progress.h"
#include "run/run_survey.h"
#include "run/scaled_datasets.h"
#include "run/slots.h"
#include "run/test_run.h"
#include "run/time_budget.h"
#include "run/watchdog.h"

namespace c10 {
class ThreadPool;
}

namespace emsurvey {

/// What the workers of a rank share.
struct Workplace {
  const SurveyFolder& folder;
  const RunOptions& options;
  const Communicator& ranks;  ///< of the group
  const Reducer& reducer;
  ScaledDatasets& datasets;
  Slots& slots;               ///< held while the device is used
  c10::ThreadPool* trainers;  ///< threads in which workers train and label; null: in their own
  Progress& progress;
  Watchdog& watchdog;
};

/// Experiments that came to an end.
struct Tally {
  std::int64_t done = 0, failed = 0;  ///< both 0 on all but the first rank of a group
};

/// Claims one experiment after the other, trains it, labels its test sections and scores them. It holds a
/// slot but for the scoring, which uses no device: then another worker can train. Its time budget is its own.
class Worker {
 public:
  /// `number`: from 0, of the rank's workers. Borrows `place`.
  Worker(const Workplace& place, int number)
      : place_(place), number_(number), time_(place.options.time), slot_(place.slots, std::defer_lock) {}

  /// Until no experiment of `queue` is left, the time left allows no more, or a stop was asked for.
  /// Collective over the ranks of the group.
  Tally work(const std::vector<const Experiment*>& queue);

 private:
  enum class Ending { done, failed, interrupted };

  std::int64_t claim(std::int64_t count);
  Ending run(const Experiment& experiment);
  Ending train_and_test(const Experiment& experiment);
  std::optional<TestOutputs> train_in_turn(const Experiment& experiment, const Split& split);
  std::optional<TestOutputs> train_and_label(const Experiment& experiment, const Split& split);
  bool allows_test(const Experiment& experiment, const Split& split) const;
  GoesOn goes_on(const Experiment& experiment, Position::Phase phase);
  void wait_for_slot();
  bool goes_on_with_fewer(const Experiment& experiment, int trainings);
  int earlier_attempts(const Experiment& experiment) const;
  void begin_again(const Experiment& experiment);
  void clear_failure(const Experiment& experiment);
  void after_step(const Experiment& experiment, const Training& training);
  void record(const Experiment& experiment, const Failure& failure);

  const Workplace& place_;
  int number_;
  TimeBudget time_;
  std::unique_lock<Slots> slot_;
  std::shared_ptr<const Dataset>
      dataset_;                          ///< at the scale of the last run, which the next one mostly has, too
  TimeBudget::Clock::time_point begin_;  ///< of the run
  std::int64_t steps_counted_ = 0;
};

}  // namespace emsurvey
