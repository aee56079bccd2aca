#include "run/worker.h"

#include <stdexcept>
#include <utility>

#include "base/error.h"
#include "run/train_run.h"
#include "store/run_name.h"
#include "train/device.h"

namespace emsurvey {
namespace {

using Phase = WorkerStatus::Phase;

double seconds_since(TimeBudget::Clock::time_point begin) {
  return std::chrono::duration<double>(TimeBudget::Clock::now() - begin).count();
}

/// Number of test images of the rank that has most of them.
double test_rounds(const Split& split, const Communicator& ranks) {
  const auto images = static_cast<int>(split.images(Role::test).size());
  return (images + ranks.size() - 1) / ranks.size();
}

/// Thrown when no rank of the job can continue.
class JobMustEnd : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace

RunCounts Worker::work(const std::vector<const Experiment*>& queue) {
  for (;;) {
    take_slot();
    if (const auto next = this->next(queue)) {
      run(*next);
      continue;
    }
    give_slot_up();
    conclude_scoring();
    if (is_stopped_ || again_.empty()) break;
  }
  place_.watchdog.report(number_, {});
  return counts_;
}

/// Returns the next attempt; nothing if none can be started. The first rank of the group decides.
std::optional<Worker::Attempt> Worker::next(const std::vector<const Experiment*>& queue) {
  const auto& ranks = place_.ranks;
  const auto count = static_cast<std::int64_t>(queue.size());
  const bool may_begin = !is_stopped_ && time_.allows_start() && !place_.progress.is_stopping();
  if (ranks.broadcast(std::int64_t{may_begin}) == 0) {
    is_stopped_ = true;
    return {};
  }
  if (!again_.empty()) {
    const Attempt next = again_.front();
    again_.pop_front();
    return next;
  }
  const std::int64_t claimed = ranks.broadcast(ranks.is_root() ? place_.progress.claim() : 0);
  if (claimed >= count) return {};
  const Experiment& experiment = *queue[static_cast<std::size_t>(claimed)];
  return Attempt{&experiment, earlier_attempts(experiment) + 1};
}

void Worker::take_slot() {
  if (slot_.owns_lock() || slot_.try_lock()) return;
  conclude_scoring();
  place_.watchdog.report(number_, {});
  slot_.lock();
  place_.watchdog.report(number_, {.phase = Phase::preparing});
}

void Worker::give_slot_up() {
  if (slot_.owns_lock()) slot_.unlock();
}

/// Trains a run and starts its scoring; after a failure, tries again as often as the options say.
void Worker::run(Attempt attempt) {
  for (std::optional<Attempt> next = attempt; next;) {
    take_slot();
    next->trainings = place_.slots.count();
    try {
      if (!train_and_label(*next)) is_stopped_ = true;
      next.reset();
    } catch (const JobMustEnd&) {
      throw;
    } catch (const std::exception&) {
      next = after_failure(*next);
      give_slot_up();  // The number of slots may have been lowered.
    }
  }
  give_slot_up();
}

/// Records the failure that is being handled. Returns the next attempt, if there is one.
std::optional<Worker::Attempt> Worker::after_failure(const Attempt& attempt) {
  const Experiment& experiment = *attempt.experiment;
  // Every following run would fail for the same reason, not for one of its own.
  if (place_.folder.is_lost()) throw JobMustEnd(place_.folder.loss_text());
  Failure failure = current_failure();
  failure.attempts = attempt.number;
  using enum Failure::Kind;
  if (failure.kind == memory && goes_on_with_fewer(experiment, attempt.trainings)) return attempt;
  const auto& ranks = place_.ranks;
  const bool is_of_all =
      failure.kind == diverged || failure.kind == input || failure.kind == disk || ranks.size() == 1;
  // If the failure is not of all ranks, the others wait in vain, so the job must end. A lack of memory will
  // recur, so it is recorded; anything else may be due to a rank that died.
  if (is_of_all ? ranks.is_root() : failure.kind == memory) record(experiment, failure);
  // After some errors a GPU is unusable, and every following run would fail because of this one.
  const bool is_broken =
      failure.kind == program && is_of_all && !place_.options.is_usable(place_.options.device);
  if (is_broken) {
    place_.progress.stop();  // Before another worker starts a run.
    throw JobMustEnd("the GPU is of no more use; the same command goes on with the other runs");
  }
  if (!is_of_all) throw JobMustEnd(name_of(experiment) + ": " + failure.reason);
  if (attempt.number <= place_.options.retries) return Attempt{&experiment, attempt.number + 1};
  if (ranks.is_root()) {
    place_.progress.add_failed();
    ++counts_.failed;
  }
  return {};
}

/// Whether a run that lacked memory beside other trainings is tried again beside fewer. This does not count
/// as an attempt.
bool Worker::goes_on_with_fewer(const Experiment& experiment, int trainings) {
  release_cached_memory(place_.options.device);
  if (!place_.slots.lower_from(trainings)) return false;
  say(experiment, "out of memory with " + std::to_string(trainings) +
                      " trainings side by side; tried again with at most " + std::to_string(trainings - 1));
  return true;
}

/// Trains a run, labels its test sections and starts its scoring. Returns false if it was interrupted or if
/// the time left is too short for the test; the training is saved, so its test can follow later.
bool Worker::train_and_label(const Attempt& attempt) {
  const Experiment& experiment = *attempt.experiment;
  steps_counted_ = steps_taken_ = 0;
  place_.watchdog.report(number_, {experiment.run, Phase::preparing});
  begin_ = TimeBudget::Clock::now();
  begin_again(experiment);
  dataset_ = place_.datasets.at(experiment.scale);
  const Split split =
      make_split(experiment.split_rule, experiment.split, static_cast<int>(dataset_->sections.size()));
  use_in_this_thread(place_.options.device);
  auto training =
      place_.options.make_training(experiment, split, *dataset_, place_.reducer, place_.options.device,
                                   place_.datasets.sections(experiment.scale));
  const TrainOptions options{.checkpoint_every_s = place_.options.checkpoint_every_s,
                             .saves_beside = place_.options.saves_beside,
                             .provenance = place_.options.provenance,
                             .warn = [&](const std::string& message) { say(experiment, message); },
                             .after_step = [&](const Training& now) { after_step(experiment, now); },
                             .is_stopping = [&] { return place_.progress.is_stopping(); }};
  if (!train_run(*training, experiment, place_.folder, place_.ranks, place_.reducer, options, time_))
    return false;
  count_progress(experiment, *training, 0);  // Earlier steps also count if none was left.
  // The ranks may judge differently by their clocks, so the first rank decides.
  if (place_.ranks.broadcast(std::int64_t{allows_test(experiment, split)}) == 0) return false;
  const auto begin = TimeBudget::Clock::now();
  const auto goes_on = [&](std::int64_t image) {
    if (scoring_) looks_after_scoring();
    place_.watchdog.report(number_, {experiment.run, Phase::testing, image});
    return !place_.progress.is_stopping();
  };
  auto outputs =
      label_sections(training->generator(), split.images(Role::test), *dataset_, place_.ranks, goes_on);
  if (!outputs) return false;
  training.reset();
  const double rounds = test_rounds(split, place_.ranks);
  if (rounds > 0) time_.note(TimeBudget::Piece::label_section, seconds_since(begin) / rounds);

  give_slot_up();
  conclude_scoring();
  scoring_attempt_ = attempt;
  scoring_.emplace(experiment, split, dataset_, *std::move(outputs), place_.folder, place_.ranks);
  if (!place_.options.scores_beside) conclude_scoring();
  return true;
}

/// Reports the status of the scoring thread and stops it if necessary. Only this thread may call MPI for the
/// group. Returns whether the scoring is still going on.
bool Worker::looks_after_scoring() {
  if (place_.progress.is_stopping() || !time_.allows(time_.slowest_s(TimeBudget::Piece::score_section)))
    scoring_->stop();
  const bool is_ready = scoring_->is_ready();
  const WorkerStatus position{scoring_->experiment().run, Phase::scoring, scoring_->images_done()};
  place_.watchdog.report(place_.options.jobs_per_gpu + number_, is_ready ? WorkerStatus{} : position);
  return !is_ready;
}

/// Waits for pending scores, if any. Collective.
void Worker::conclude_scoring() {
  if (!scoring_) return;
  const Experiment& experiment = scoring_->experiment();
  // During the wait this status changes; if it stops changing, something hangs.
  const auto at_wait = [&] {
    place_.watchdog.report(number_, {experiment.run, Phase::concluding, ++waits_});
  };
  at_wait();
  try {
    const bool is_complete = scoring_->finish([&] {
      at_wait();
      looks_after_scoring();
    });
    if (is_complete) {
      if (scoring_->images() > 0)
        time_.note(TimeBudget::Piece::score_section,
                   scoring_->seconds() / static_cast<double>(scoring_->images()));
      end_done(experiment);
    } else {
      is_stopped_ = true;
    }
    scoring_.reset();
  } catch (const std::exception&) {
    scoring_.reset();
    if (const auto next = after_failure(scoring_attempt_)) again_.push_back(*next);
  }
  place_.watchdog.report(place_.options.jobs_per_gpu + number_, {});
  place_.watchdog.report(number_, {.phase = Phase::preparing});
}

bool Worker::allows_test(const Experiment& experiment, const Split& split) const {
  using enum TimeBudget::Piece;
  const auto& images = split.images(Role::test);
  double section_s = time_.slowest_s(label_section) + time_.slowest_s(score_section);
  // A step takes several times as long as labelling the same number of pixels, so it also covers scoring
  // them.
  if (section_s == 0 && steps_taken_ > 0 && !images.empty()) {
    const Section& section = dataset_->sections[static_cast<std::size_t>(images[0])];
    const double crops =
        static_cast<double>(experiment.crop_px) * experiment.crop_px * experiment.batch / place_.ranks.size();
    section_s = seconds_since(begin_) / static_cast<double>(steps_taken_) *
                static_cast<double>(section.raw.values.size()) / crops;
  }
  return time_.allows(test_rounds(split, place_.ranks) * section_s);
}

int Worker::earlier_attempts(const Experiment& experiment) const {
  std::int64_t attempts = 0;
  if (place_.ranks.is_root() && !place_.options.retries_failed) {
    try {
      if (const auto failure = read_failure(place_.folder, experiment.run)) attempts = failure->attempts;
    } catch (const InputError&) {
      // The error recurs in the attempt that follows and fails it.
    }
  }
  return static_cast<int>(place_.ranks.broadcast(attempts));
}

/// Marks a failed run as being tried again. It continues from its checkpoint, unless it diverged, because the
/// checkpoint may hold the weights that led there.
void Worker::begin_again(const Experiment& experiment) {
  place_.ranks.collectively([&] {
    if (!place_.ranks.is_root()) return;
    auto failure = read_failure(place_.folder, experiment.run);
    if (!failure || failure->is_tried_again) return;
    if (failure->kind == Failure::Kind::diverged) drop_checkpoints(place_.folder, experiment.run);
    failure->is_tried_again = true;
    write_failure(place_.folder, experiment.run, *failure, place_.options.provenance);
  });
}

void Worker::end_done(const Experiment& experiment) {
  place_.ranks.collectively([&] { place_.folder.require_there(); });
  if (!place_.ranks.is_root()) return;
  std::error_code ignored;
  std::filesystem::remove(place_.folder.failure(experiment.run), ignored);
  place_.progress.add_done();
  counts_.done.push_back(experiment.run);
}

void Worker::after_step(const Experiment& experiment, const Training& training) {
  // The first step of this attempt, after which its start is complete.
  if (steps_counted_ == 0) time_.note(TimeBudget::Piece::start, seconds_since(begin_));
  // All ranks of the group call max() at the same steps.
  constexpr std::int64_t interval = 16;
  if (scoring_) {
    const bool is_busy = looks_after_scoring();
    if (training.steps_done() % interval == 0 && place_.ranks.max(is_busy) == 0) conclude_scoring();
  }
  count_progress(experiment, training, experiment.batch);
  ++steps_taken_;
  place_.watchdog.report(number_, {experiment.run, Phase::training, training.steps_done()});
  place_.progress.show(name_of(experiment) + " step " + std::to_string(training.steps_done()) + "/" +
                       std::to_string(experiment.steps));
}

/// Steps restored from a checkpoint count as work, too, but not as images.
void Worker::count_progress(const Experiment& experiment, const Training& training, std::int64_t images) {
  const auto steps = training.steps_done() - std::exchange(steps_counted_, training.steps_done());
  if (place_.ranks.is_root() && steps > 0) place_.progress.add(steps * step_work(experiment), images);
}

void Worker::record(const Experiment& experiment, const Failure& failure) {
  const bool is_tried_again = failure.attempts <= place_.options.retries;
  say(experiment, "failed: " + failure.reason + (is_tried_again ? "; tried again" : ""));
  try {
    write_failure(place_.folder, experiment.run, failure, place_.options.provenance);
  } catch (const std::exception& error) {
    say(experiment, error.what());  // The disk may be the cause of the failure.
  }
}

}  // namespace emsurvey
