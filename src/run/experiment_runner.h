// The part of a run that takes a device: its training, and the labelling of its test sections.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "base/stopwatch.h"
#include "run/run_context.h"
#include "run/survey_state.h"
#include "run/test_run.h"
#include "run/training_factory.h"

namespace emsurvey {

/// Runs one experiment after the other in the calling thread.
class ExperimentRunner {
 public:
  /// What the owner of the runner does in between, on every rank of the group.
  struct Callbacks {
    std::function<void(std::int64_t steps_done)> after_step;
    std::function<void()> before_section;
  };

  /// `worker` is its number on this rank, from 0. Borrows `context`, `state` and `stop`.
  ExperimentRunner(const RunContext& context, SurveyState& state, int worker, StopConditions& stop,
                   Callbacks callbacks);

  /// Trains `experiment` from where its checkpoint stands and labels its test sections. Returns nothing when
  /// `stop` ended it before, or where the time left is too short for the test: a checkpoint is then on the
  /// disk. Collective over the group; throws what goes wrong.
  std::optional<LabelledTest> run(const Experiment& experiment);

 private:
  std::shared_ptr<Training> make_training(const Experiment& experiment);
  bool train(Training& training, const Experiment& experiment);
  std::optional<LabelledTest> label(Training& training, const Experiment& experiment);
  void after_step(const Experiment& experiment, const Training& training);
  void count_progress(const Experiment& experiment, const Training& training, std::int64_t images);
  bool allows_test(const Experiment& experiment) const;
  double rounds(Role role) const;

  const RunContext& context_;
  SurveyState& state_;
  const int worker_;
  StopConditions& stop_;
  const Callbacks callbacks_;

  std::shared_ptr<const Dataset> dataset_;  ///< Of the last run: the next one mostly has the same scale.
  Split split_;
  Stopwatch since_begin_;
  std::int64_t steps_counted_ = 0;  ///< Steps of the run that the progress has.
  std::int64_t steps_taken_ = 0;    ///< Steps since the run began or was continued.
};

}  // namespace emsurvey
