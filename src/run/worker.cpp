#include "run/worker.h"

#include <c10/core/thread_pool.h>

#include <future>
#include <stdexcept>

#include "base/error.h"
#include "run/run_name.h"
#include "run/train_run.h"
#include "train/device.h"

namespace emsurvey {
namespace {

using Phase = Position::Phase;

double seconds_since(TimeBudget::Clock::time_point begin) {
  return std::chrono::duration<double>(TimeBudget::Clock::now() - begin).count();
}

/// Test images of the rank that has most of them.
double test_rounds(const Split& split, const Communicator& ranks) {
  const auto images = static_cast<int>(split.images(Role::test).size());
  return (images + ranks.size() - 1) / ranks.size();
}

}  // namespace

Tally Worker::work(const std::vector<const Experiment*>& queue) {
  const auto& ranks = place_.ranks;
  const auto count = static_cast<std::int64_t>(queue.size());
  Tally tally;
  for (bool is_stopped = false; !is_stopped;) {
    wait_for_slot();
    const std::int64_t claimed = claim(count);
    if (claimed >= count) break;
    const Ending ending = run(*queue[static_cast<std::size_t>(claimed)]);
    is_stopped = ending == Ending::interrupted || ranks.max(place_.progress.is_stopping()) > 0;
    if (!ranks.is_root()) continue;
    if (ending == Ending::done) place_.progress.add_done();
    if (ending == Ending::failed) place_.progress.add_failed();
    tally.done += ending == Ending::done;
    tally.failed += ending == Ending::failed;
  }
  place_.watchdog.at(number_, {});
  return tally;
}

/// `count` when there is nothing to begin.
std::int64_t Worker::claim(std::int64_t count) {
  std::int64_t claimed = count;
  if (place_.ranks.is_root() && time_.allows_start() && !place_.progress.is_stopping())
    claimed = place_.progress.claim();
  return place_.ranks.broadcast(claimed);
}

void Worker::wait_for_slot() {
  if (slot_.owns_lock() || slot_.try_lock()) return;
  place_.watchdog.at(number_, {});
  slot_.lock();
  place_.watchdog.at(number_, {.phase = Phase::preparing});
}

/// Tries it as often as the options say.
Worker::Ending Worker::run(const Experiment& experiment) {
  for (int attempts = earlier_attempts(experiment) + 1;;) {
    wait_for_slot();
    const int trainings = place_.slots.count();
    try {
      return train_and_test(experiment);
    } catch (const std::exception&) {
      Failure failure = current_failure();
      failure.attempts = attempts;
      using enum Failure::Kind;
      if (failure.kind == memory && goes_on_with_fewer(experiment, trainings)) continue;
      const auto& ranks = place_.ranks;
      const bool is_of_all =
          failure.kind == diverged || failure.kind == input || failure.kind == disk || ranks.size() == 1;
      // Where the others do not share the trouble they wait in vain, so the job must end. Memory will be
      // short again; anything else may be due to a rank that died.
      if (is_of_all ? ranks.is_root() : failure.kind == memory) record(experiment, failure);
      // After some errors a GPU does nothing more: every run that followed would fail for this one's.
      const bool is_broken = failure.kind == program && is_of_all && !is_usable(place_.options.device);
      if (is_broken)
        throw std::runtime_error("the GPU is of no more use; the same command goes on with the other runs");
      if (!is_of_all) throw std::runtime_error(name_of(experiment) + ": " + failure.reason);
      if (attempts++ > place_.options.retries) return Ending::failed;
    }
  }
}

/// Whether what ran out of memory beside others is tried again beside fewer; that was no attempt of its own.
bool Worker::goes_on_with_fewer(const Experiment& experiment, int trainings) {
  release_cached_memory(place_.options.device);
  if (!place_.slots.lower_from(trainings)) return false;
  if (slot_.owns_lock()) slot_.unlock();
  say(experiment, "out of memory with " + std::to_string(trainings) +
                      " trainings side by side; tried again with at most " + std::to_string(trainings - 1));
  return true;
}

Worker::Ending Worker::train_and_test(const Experiment& experiment) {
  steps_counted_ = 0;
  place_.watchdog.at(number_, {experiment.run, Phase::preparing});
  begin_ = TimeBudget::Clock::now();
  begin_again(experiment);
  dataset_ = place_.datasets.at(experiment.scale);
  const Split split =
      make_split(experiment.split_rule, experiment.split, static_cast<int>(dataset_->sections.size()));
  const auto outputs = train_in_turn(experiment, split);
  if (!outputs) return Ending::interrupted;
  slot_.unlock();

  const auto begin = TimeBudget::Clock::now();
  if (!score_run(*outputs, experiment, split, *dataset_, place_.folder, place_.ranks,
                 goes_on(experiment, Phase::scoring)))
    return Ending::interrupted;
  const double rounds = test_rounds(split, place_.ranks);
  if (rounds > 0) time_.note(TimeBudget::Piece::score_section, seconds_since(begin) / rounds);
  clear_failure(experiment);
  return Ending::done;
}

/// In a thread of the trainers, if there are any.
std::optional<TestOutputs> Worker::train_in_turn(const Experiment& experiment, const Split& split) {
  if (place_.trainers == nullptr) return train_and_label(experiment, split);
  // The thread may have a last look at the task when the outputs are here already.
  const auto task = std::make_shared<std::packaged_task<std::optional<TestOutputs>()>>(
      [&] { return train_and_label(experiment, split); });
  place_.trainers->run([task] { (*task)(); });
  return task->get_future().get();
}

/// When the time left is too short for the test: the training is saved, so its test can follow another time.
std::optional<TestOutputs> Worker::train_and_label(const Experiment& experiment, const Split& split) {
  use_in_this_thread(place_.options.device);
  const auto training =
      place_.options.make_training(experiment, split, *dataset_, place_.reducer, place_.options.device,
                                   place_.datasets.sections(experiment.scale));
  const TrainOptions options{.checkpoint_every_s = place_.options.checkpoint_every_s,
                             .saves_beside = place_.options.saves_beside,
                             .provenance = place_.options.provenance,
                             .warn = [&](const std::string& message) { say(experiment, message); },
                             .after_step = [&](const Training& now) { after_step(experiment, now); },
                             .is_stopping = [&] { return place_.progress.is_stopping(); }};
  if (!train_run(*training, experiment, place_.folder, place_.ranks, place_.reducer, options, time_))
    return {};
  // Another rank's clock may judge otherwise: the first one's counts.
  if (place_.ranks.broadcast(std::int64_t{allows_test(experiment, split)}) == 0) return {};
  const auto begin = TimeBudget::Clock::now();
  auto outputs = label_sections(training->generator(), split.images(Role::test), *dataset_, place_.ranks,
                                goes_on(experiment, Phase::testing));
  const double rounds = test_rounds(split, place_.ranks);
  if (outputs && rounds > 0) time_.note(TimeBudget::Piece::label_section, seconds_since(begin) / rounds);
  return outputs;
}

bool Worker::allows_test(const Experiment& experiment, const Split& split) const {
  using enum TimeBudget::Piece;
  const auto& images = split.images(Role::test);
  double section_s = time_.slowest_s(label_section) + time_.slowest_s(score_section);
  // A step does several times the work of labelling as many pixels, so it stands for scoring them, too.
  if (section_s == 0 && !images.empty()) {
    const Section& section = dataset_->sections[static_cast<std::size_t>(images[0])];
    const double crops =
        static_cast<double>(experiment.crop_px) * experiment.crop_px * experiment.batch / place_.ranks.size();
    section_s = time_.slowest_s(step) * static_cast<double>(section.raw.values.size()) / crops;
  }
  return time_.allows(test_rounds(split, place_.ranks) * section_s);
}

GoesOn Worker::goes_on(const Experiment& experiment, Phase phase) {
  return [this, run = experiment.run, phase](std::int64_t image) {
    place_.watchdog.at(number_, {run, phase, image});
    return !place_.progress.is_stopping();
  };
}

int Worker::earlier_attempts(const Experiment& experiment) const {
  std::int64_t attempts = 0;
  if (place_.ranks.is_root() && !place_.options.retries_failed) {
    try {
      if (const auto failure = read_failure(place_.folder, experiment.run)) attempts = failure->attempts;
    } catch (const InputError&) {
      // What cannot be looked up now fails the attempt that follows.
    }
  }
  return static_cast<int>(place_.ranks.broadcast(attempts));
}

/// What failed before is being tried again: from its checkpoint, unless it diverged; that checkpoint may hold
/// the weights that lead there.
void Worker::begin_again(const Experiment& experiment) {
  place_.ranks.together([&] {
    if (!place_.ranks.is_root()) return;
    auto failure = read_failure(place_.folder, experiment.run);
    if (!failure || failure->is_tried_again) return;
    if (failure->kind == Failure::Kind::diverged) drop_checkpoints(place_.folder, experiment.run);
    failure->is_tried_again = true;
    write_failure(place_.folder, experiment.run, *failure, place_.options.provenance);
  });
}

void Worker::clear_failure(const Experiment& experiment) {
  std::error_code ignored;
  if (place_.ranks.is_root()) std::filesystem::remove(place_.folder.failure(experiment.run), ignored);
}

void Worker::after_step(const Experiment& experiment, const Training& training) {
  // The first step after a checkpoint brings the steps before it along, as work but not as images.
  if (steps_counted_ == 0) time_.note(TimeBudget::Piece::start, seconds_since(begin_));
  const auto steps = training.steps_done() - steps_counted_;
  steps_counted_ = training.steps_done();
  place_.watchdog.at(number_, {experiment.run, Phase::training, training.steps_done()});
  if (place_.ranks.is_root()) place_.progress.add(steps * step_work(experiment), experiment.batch);
  place_.progress.show(name_of(experiment) + " step " + std::to_string(training.steps_done()) + "/" +
                       std::to_string(experiment.steps));
}

void Worker::record(const Experiment& experiment, const Failure& failure) {
  const bool is_tried_again = failure.attempts <= place_.options.retries;
  say(experiment, "failed: " + failure.reason + (is_tried_again ? "; tried again" : ""));
  try {
    write_failure(place_.folder, experiment.run, failure, place_.options.provenance);
  } catch (const InputError& error) {
    say(experiment, error.what());  // the disk may be what is wrong
  }
}

}  // namespace emsurvey
