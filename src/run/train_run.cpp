#include "run/train_run.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>

#include "run/checkpoint_saver.h"
#include "train/event_file.h"
#include "train/training_log.h"

namespace emsurvey {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Steps between two rows of the log: a hundredth of the training, between 1 and 100.
std::int64_t log_interval(const Experiment& experiment) {
  return std::clamp<std::int64_t>(experiment.steps / 100, 1, 100);
}

/// Whether to validate at `step`, which must be at a row of the log: about ten times per training, because
/// whole sections are labelled.
bool is_validated_at(std::int64_t step, const Experiment& experiment) {
  const std::int64_t interval = log_interval(experiment);
  return step % (std::max<std::int64_t>(experiment.steps / 10 / interval, 1) * interval) == 0 ||
         step == experiment.steps;
}

double seconds_since_1970() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// Writes the rows of the log and of the TensorBoard events on the first rank of the group.
class Logger {
 public:
  /// Collective, as are all members: if the first rank cannot write, all ranks throw.
  Logger(const Experiment& experiment, const SurveyFolder& folder, const Training& training,
         const Communicator& ranks)
      : experiment_(experiment), ranks_(ranks), last_step_(training.steps_done()) {
    ranks_.collectively([&] {
      if (!ranks_.is_root()) return;
      log_.emplace(folder.log(experiment.run), training.steps_done());
      events_.emplace(folder.events(experiment.run), training.steps_done());
    });
  }

  /// Call it before saving a checkpoint: the rows of its steps must outlast it.
  void flush() {
    ranks_.collectively([&] {
      if (!log_) return;
      log_->flush();
      events_->flush();
    });
  }

  void after_step(const Training& training) {
    const std::int64_t step = training.steps_done();
    if (step % log_interval(experiment_) != 0 && step != experiment_.steps) return;
    if (training.has_diverged()) {
      throw Diverged("its loss is no number any more at step " + std::to_string(step) +
                     ": try a smaller lr, or look for sections without any contrast");
    }
    ranks_.collectively([&] {
      if (log_) append(training);
    });
  }

 private:
  void append(const Training& training) {
    const std::int64_t step = training.steps_done();
    const bool is_validated = is_validated_at(step, experiment_);
    const double validation =
        is_validated ? training.validation_loss() : std::numeric_limits<double>::quiet_NaN();
    const double images = static_cast<double>((step - last_step_) * experiment_.batch);
    const LogRow row{step, training.losses(), validation, images / seconds_since(last_time_)};
    log_->append(row);
    events_->append(row, seconds_since_1970());
    last_step_ = step;
    last_time_ = Clock::now();
  }

  const Experiment& experiment_;
  const Communicator& ranks_;
  std::optional<TrainingLog> log_;
  std::optional<EventFile> events_;
  std::int64_t last_step_;
  Clock::time_point last_time_ = Clock::now();
};

/// Restores the newest intact checkpoint, which the first rank reads.
void restore(Training& training, const Experiment& experiment, const SurveyFolder& folder,
             const Communicator& ranks, const Warn& warn) {
  StoredCheckpoint found;
  ranks.collectively([&] {
    if (ranks.is_root()) found = newest_checkpoint(folder, experiment.run, warn);
  });
  found.path = ranks.broadcast(std::move(found.path));
  if (found.path.empty()) return;
  training.restore(ranks.broadcast(std::move(found.bytes)), found.path);
}

}  // namespace

bool train_run(Training& training, const Experiment& experiment, const SurveyFolder& folder,
               const Communicator& ranks, const Reducer& reducer, const TrainOptions& options,
               TimeBudget& time) {
  ranks.collectively([&] { folder.make(folder.train(experiment.run)); });
  restore(training, experiment, folder, ranks, options.warn);
  if (training.steps_done() == experiment.steps) {
    if (ranks.is_root()) drop_previous_checkpoint(folder, experiment.run);
    return true;
  }

  Logger logger(experiment, folder, training, ranks);
  CheckpointSaver saver(experiment, folder, ranks, options.provenance, options.saves_beside, time);
  const auto save = [&] {
    logger.flush();
    saver.save(training);
  };
  auto last_save = Clock::now();
  while (training.steps_done() < experiment.steps) {
    const auto begin = Clock::now();
    training.step();
    logger.after_step(training);
    time.note(TimeBudget::Piece::step, seconds_since(begin));
    options.after_step(training);

    // The ranks agree on what to do, so that all do it at the same step.
    enum : std::int64_t { go_on, save_only, save_and_stop };
    const bool is_due = ranks.is_root() && seconds_since(last_save) >= options.checkpoint_every_s;
    const bool must_stop = options.is_stopping() || !time.allows_step();
    const auto wish = reducer.max(must_stop ? save_and_stop : is_due ? save_only : go_on);
    if (wish == go_on || training.steps_done() == experiment.steps) continue;
    save();
    last_save = Clock::now();
    if (wish == save_only) continue;
    saver.finish();
    return false;
  }
  save();
  saver.finish();
  if (ranks.is_root()) drop_previous_checkpoint(folder, experiment.run);
  return true;
}

}  // namespace emsurvey
