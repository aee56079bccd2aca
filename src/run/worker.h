// A worker: a thread of a rank that runs experiments.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "run/background_scoring.h"
#include "run/experiment_runner.h"
#include "run/run_context.h"
#include "run/survey_state.h"
#include "store/failure.h"
#include "watch/stop_request.h"

namespace emsurvey {

/// The runs that a worker brought to an end. Empty on all ranks of a group but the first.
struct RunCounts {
  std::vector<int> done;  ///< Run numbers.
  std::int64_t failed = 0;
};

/// Takes one experiment after the other from the queue, trains it and labels its test sections while it holds
/// a slot of the device, and has the labels scored: beside the next training, or at once.
class Worker {
 public:
  /// `number` is the worker's number on this rank, from 0. Borrows `context` and `state`.
  Worker(const RunContext& context, SurveyState& state, int number);

  /// Works until the queue is empty or the survey stops. Collective over the group. Throws if no rank of the
  /// MPI job can continue.
  RunCounts work();

 private:
  struct Attempt {
    const Experiment* experiment = nullptr;
    int number = 1;            ///< From 1, over all starts of the survey.
    int trainings_beside = 1;  ///< Trainings that could use the device at the same time, this one included.
  };

  std::optional<Attempt> next_attempt();
  void take_slot();
  void release_slot();
  void run(Attempt attempt);
  void train_and_score(const Attempt& attempt);
  void check_scoring(std::int64_t steps_done);
  bool report_scoring();
  void finish_scoring();
  std::optional<Attempt> after_failure(const Attempt& attempt);
  void record(const Attempt& attempt, const Failure& failure) const;
  void lower_slots(const Attempt& attempt);
  void end_done(const Experiment& experiment);
  void report(const WorkerStatus& status) const { state_.reporter.report(number_, status); }
  /// The thread that scores reports as a worker of its own.
  int scoring_worker() const { return context_.settings.trainings + number_; }

  const RunContext& context_;
  SurveyState& state_;
  const int number_;
  StopConditions stop_;
  std::unique_lock<ResizableSemaphore> slot_;
  ExperimentRunner runner_;
  RunCounts counts_;
  bool is_stopped_ = false;    ///< Nothing more is begun.
  std::deque<Attempt> again_;  ///< Attempts after a failed scoring.

  std::optional<BackgroundScoring> scoring_;  ///< Of the run before.
  Attempt scoring_attempt_;
  std::int64_t waits_ = 0;  ///< Grows while this worker waits for scores.
};

}  // namespace emsurvey
