#include "run/worker.h"

#include <exception>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "base/log.h"
#include "run/attempts.h"
#include "run/retry_policy.h"
#include "store/run_name.h"
#include "train/device.h"

namespace emsurvey {
namespace {

using Phase = WorkerStatus::Phase;

/// A failure after which no rank of the MPI job can continue.
class JobMustEnd : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace

Worker::Worker(const RunContext& context, SurveyState& state, int number)
    : context_(context),
      state_(state),
      number_(number),
      stop_{state.stop, context.settings.time},
      slot_(state.device_slots, std::defer_lock),
      runner_(context, state, number, stop_,
              {.after_step = [this](std::int64_t steps_done) { check_scoring(steps_done); },
               .before_section =
                   [this] {
                     if (scoring_) report_scoring();
                   }}) {}

RunCounts Worker::work() {
  for (;;) {
    take_slot();
    if (const auto attempt = next_attempt()) {
      run(*attempt);
      continue;
    }
    release_slot();
    finish_scoring();
    if (is_stopped_ || again_.empty()) break;
  }
  report({});
  return counts_;
}

/// The next attempt; nothing when there is nothing to begin. The first rank of the group decides.
std::optional<Worker::Attempt> Worker::next_attempt() {
  const bool may_begin = !is_stopped_ && !stop_.before_run();
  if (!context_.ranks().broadcast(may_begin)) {
    is_stopped_ = true;
    return {};
  }
  if (!again_.empty()) {
    const Attempt attempt = again_.front();
    again_.pop_front();
    return attempt;
  }
  const Experiment* experiment = state_.queue.take(context_.ranks());
  if (experiment == nullptr) return {};
  return Attempt{experiment, earlier_attempts(*experiment, context_) + 1};
}

void Worker::take_slot() {
  if (slot_.owns_lock() || slot_.try_lock()) return;
  finish_scoring();
  report({});
  slot_.lock();
  report({.phase = Phase::preparing});
}

void Worker::release_slot() {
  if (slot_.owns_lock()) slot_.unlock();
}

/// Trains and tests a run; where that fails, as often as the retry policy says.
void Worker::run(Attempt attempt) {
  for (std::optional<Attempt> next = attempt; next;) {
    take_slot();
    next->trainings_beside = state_.device_slots.count();
    try {
      train_and_score(*next);
      next.reset();
    } catch (const JobMustEnd&) {
      throw;
    } catch (const std::exception&) {
      next = after_failure(*next);
      release_slot();  // There may be fewer slots now.
    }
  }
  release_slot();
}

void Worker::train_and_score(const Attempt& attempt) {
  auto labelled = runner_.run(*attempt.experiment);
  if (!labelled) {
    is_stopped_ = true;
    return;
  }
  release_slot();
  finish_scoring();
  scoring_attempt_ = attempt;
  scoring_.emplace(*attempt.experiment, *std::move(labelled), context_);
  if (!context_.settings.scores_beside) finish_scoring();
}

/// Finishes the scoring of the run before, once it is done on all ranks of the group, between two steps of
/// this run.
void Worker::check_scoring(std::int64_t steps_done) {
  if (!scoring_) return;
  constexpr std::int64_t interval = 16;  // All ranks of the group ask at the same steps.
  const bool is_busy = report_scoring();
  if (steps_done % interval == 0 && !context_.ranks().any(is_busy)) finish_scoring();
}

/// Reports for the thread that scores, which makes no MPI calls, and stops it where the survey stops. Returns
/// whether it is still at work.
bool Worker::report_scoring() {
  if (stop_.before_work_of(stop_.time.slowest_s(TimeBudget::Piece::score_section))) scoring_->stop();
  const bool is_ready = scoring_->is_ready();
  const WorkerStatus busy{scoring_->experiment().run, Phase::scoring, scoring_->images_done()};
  state_.reporter.report(scoring_worker(), is_ready ? WorkerStatus{} : busy);
  return !is_ready;
}

/// Waits for the scores that are being computed, if there are any. Collective over the group.
void Worker::finish_scoring() {
  if (!scoring_) return;
  const Experiment& experiment = scoring_->experiment();
  // The status changes with every wait: where it does not, a rank hangs.
  const auto report_wait = [&] { report({experiment.run, Phase::concluding, ++waits_}); };
  report_wait();
  try {
    const bool is_complete = scoring_->finish([&] {
      report_wait();
      report_scoring();
    });
    if (is_complete) {
      if (scoring_->images() > 0)
        stop_.time.note(TimeBudget::Piece::score_section,
                        scoring_->seconds() / static_cast<double>(scoring_->images()));
      end_done(experiment);
    } else {
      is_stopped_ = true;
    }
    scoring_.reset();
  } catch (const std::exception&) {
    scoring_.reset();
    if (const auto attempt = after_failure(scoring_attempt_)) again_.push_back(*attempt);
  }
  state_.reporter.report(scoring_worker(), {});
  report({.phase = Phase::preparing});
}

/// Records the failure that is being handled and applies the retry policy. Returns the next attempt, if there
/// is one.
std::optional<Worker::Attempt> Worker::after_failure(const Attempt& attempt) {
  if (context_.folder.is_lost()) throw JobMustEnd(context_.folder.loss_text());
  const at::Device& device = context_.settings.device;
  Failure failure = current_failure();
  failure.attempts = attempt.number;
  if (failure.kind == Failure::Kind::memory) release_cached_memory(device);
  const FailureAction action = action_after({.kind = failure.kind,
                                             .attempt = attempt.number,
                                             .retries = context_.settings.execution.retries,
                                             .trainings_beside = attempt.trainings_beside,
                                             .group_size = context_.ranks().size()});
  if (action == FailureAction::retry_beside_fewer) {
    lower_slots(attempt);
    return attempt;
  }
  record(attempt, failure);
  if (action == FailureAction::end_job)
    throw JobMustEnd(name_of(*attempt.experiment) + ": " + failure.reason);
  // After some errors a GPU computes nothing more for this process: every following run would fail, too. The
  // failure is on the disk by now, in case the check itself hangs.
  if (failure.kind == Failure::Kind::program && !context_.trainings.is_usable(device)) {
    state_.stop.raise();  // Before another worker begins a run.
    throw JobMustEnd("the GPU no longer computes; the same command continues with the other runs");
  }
  if (action == FailureAction::retry) return Attempt{attempt.experiment, attempt.number + 1};
  if (context_.ranks().is_root()) {
    state_.progress.add_failed();
    ++counts_.failed;
  }
  return {};
}

/// Records a failure that all ranks of the group share once. Of other failures only a lack of memory is the
/// run's own: anything else may be due to a rank that died.
void Worker::record(const Attempt& attempt, const Failure& failure) const {
  const Communicator& ranks = context_.ranks();
  const bool is_shared = is_shared_by_group(failure.kind, ranks.size());
  if (is_shared ? ranks.is_root() : failure.kind == Failure::Kind::memory)
    record_failure(*attempt.experiment, failure, context_);
}

/// Lowers the number of trainings that may use the device at the same time.
void Worker::lower_slots(const Attempt& attempt) {
  const int trainings = attempt.trainings_beside;
  state_.device_slots.lower_from(trainings);
  Log().error("{}: out of memory with {} trainings side by side; tried again with at most {}",
              name_of(*attempt.experiment), trainings, trainings - 1);
}

void Worker::end_done(const Experiment& experiment) {
  context_.ranks().collectively([&] { context_.folder.require_there(); });
  if (!context_.ranks().is_root()) return;
  std::error_code ignored;
  std::filesystem::remove(context_.folder.failure(experiment.run), ignored);
  state_.progress.add_done();
  counts_.done.push_back(experiment.run);
}

}  // namespace emsurvey
