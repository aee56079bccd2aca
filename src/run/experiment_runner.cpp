#include "run/experiment_runner.h"

#include <utility>

#include "run/attempts.h"
#include "run/choose_thresholds.h"
#include "run/train_run.h"
#include "train/device.h"

namespace emsurvey {

using Phase = WorkerStatus::Phase;

ExperimentRunner::ExperimentRunner(const RunContext& context, SurveyState& state, int worker,
                                   StopConditions& stop, Callbacks callbacks)
    : context_(context), state_(state), worker_(worker), stop_(stop), callbacks_(std::move(callbacks)) {}

std::optional<LabelledTest> ExperimentRunner::run(const Experiment& experiment) {
  state_.reporter.report(worker_, {experiment.run, Phase::preparing});
  since_begin_.restart();
  steps_counted_ = steps_taken_ = 0;
  begin_again(experiment, context_);
  dataset_ = state_.datasets.at(experiment.scale);
  split_ = experiment.split_for(*dataset_);
  use_in_this_thread(context_.settings.device);
  const auto training = make_training(experiment);
  if (!train(*training, experiment)) return {};
  return label(*training, experiment);
}

/// Only the training keeps the sections on the device, so that a failed attempt leaves none there.
std::shared_ptr<Training> ExperimentRunner::make_training(const Experiment& experiment) {
  const TrainingData data{split_, dataset_, state_.datasets.sections(experiment.scale)};
  return context_.trainings.make(experiment, data, context_.reducer, context_.settings.device);
}

bool ExperimentRunner::train(Training& training, const Experiment& experiment) {
  const TrainingCallbacks callbacks{
      [&](const Training& now) { after_step(experiment, now); },
      [&](std::int64_t section) {
        callbacks_.before_section();
        state_.reporter.report(worker_, {experiment.run, Phase::validating, section});
      }};
  if (!train_run(training, experiment, context_, stop_, callbacks)) return false;
  count_progress(experiment, training, 0);  // Steps of earlier starts count also when none was left to take.
  return true;
}

std::optional<LabelledTest> ExperimentRunner::label(Training& training, const Experiment& experiment) {
  // The clocks of ranks differ: the first rank decides.
  if (!context_.ranks().broadcast(allows_test(experiment))) return {};
  const auto goes_on = [&](std::int64_t image) {
    callbacks_.before_section();
    state_.reporter.report(worker_, {experiment.run, Phase::testing, image});
    return !state_.stop.is_set();
  };
  const TestSet validation{*dataset_, split_.images(Role::validation), context_.ranks()};
  auto thresholds = choose_thresholds(training.generator(), experiment, validation, goes_on);
  if (!thresholds) return {};
  const Stopwatch labelling;
  const TestSet test{*dataset_, split_.images(Role::test), context_.ranks()};
  auto outputs = label_sections(training.generator(), test, goes_on);
  if (!outputs) return {};
  const double tested = rounds(Role::test);
  if (tested > 0) stop_.time.note(TimeBudget::Piece::label_section, labelling.seconds() / tested);
  return LabelledTest{dataset_, test.images, *std::move(outputs), *std::move(thresholds)};
}

void ExperimentRunner::after_step(const Experiment& experiment, const Training& training) {
  if (steps_taken_ == 0) stop_.time.note(TimeBudget::Piece::start, since_begin_.seconds());
  callbacks_.after_step(training.steps_done());
  count_progress(experiment, training, experiment.batch);
  ++steps_taken_;
  state_.reporter.report(worker_, {experiment.run, Phase::training, training.steps_done()});
}

/// Steps that a checkpoint brought along count as work, but not as images.
void ExperimentRunner::count_progress(const Experiment& experiment, const Training& training,
                                      std::int64_t images) {
  const auto steps = training.steps_done() - std::exchange(steps_counted_, training.steps_done());
  if (context_.ranks().is_root() && steps > 0) state_.progress.add(steps * step_work(experiment), images);
}

/// Images of the role for the rank of the group that has most of them.
double ExperimentRunner::rounds(Role role) const {
  const int images = static_cast<int>(split_.images(role).size()), ranks = context_.ranks().size();
  return (images + ranks - 1) / ranks;
}

/// Whether the time left is enough for the test. Before the first test a step stands for it, which does
/// several times the work of labelling as many pixels and so covers their scoring, too.
bool ExperimentRunner::allows_test(const Experiment& experiment) const {
  using enum TimeBudget::Piece;
  double section_s = stop_.time.slowest_s(label_section) + stop_.time.slowest_s(score_section);
  const auto images = split_.images(Role::test);
  if (section_s == 0 && steps_taken_ > 0 && !images.empty()) {
    const Section& section = dataset_->sections[static_cast<std::size_t>(images[0])];
    const double pixels_a_step = static_cast<double>(experiment.crop_px) * experiment.crop_px *
                                 experiment.batch / context_.ranks().size();
    section_s = since_begin_.seconds() / static_cast<double>(steps_taken_) *
                static_cast<double>(section.raw.values.size()) / pixels_a_step;
  }
  const double validation_rounds = experiment.threshold ? 0 : rounds(Role::validation);
  return stop_.time.allows((rounds(Role::test) + validation_rounds) * section_s);
}

}  // namespace emsurvey
