#include "run/train_run.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

#include "base/log.h"
#include "base/stopwatch.h"
#include "run/checkpoint_saver.h"
#include "store/checkpoint_files.h"
#include "store/run_name.h"
#include "train/event_file.h"
#include "train/training_log.h"

namespace emsurvey {
namespace {

/// About a hundred rows a training.
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
      throw Diverged(fmt::format(
          "its loss is NaN or infinite at step {}: try a smaller lr, or look for sections without contrast",
          step));
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
    const LogRow row{step, training.losses(), validation, images / since_last_row_.seconds()};
    log_->append(row);
    events_->append(row, seconds_since_1970());
    last_step_ = step;
    since_last_row_.restart();
  }

  const Experiment& experiment_;
  const Communicator& ranks_;
  std::optional<TrainingLog> log_;
  std::optional<EventFile> events_;
  std::int64_t last_step_;
  Stopwatch since_last_row_;
};

/// Restores `training` from the newest whole checkpoint, which the first rank reads.
void restore(Training& training, const Experiment& experiment, const RunContext& context) {
  const Communicator& ranks = context.ranks();
  const auto warn = [&](const std::string& message) { Log().error("{}: {}", name_of(experiment), message); };
  StoredCheckpoint found;
  ranks.collectively([&] {
    if (ranks.is_root()) found = newest_checkpoint(context.folder, experiment.run, warn);
  });
  found.path = ranks.broadcast(std::move(found.path));
  if (found.path.empty()) return;
  training.restore(ranks.broadcast(std::move(found.bytes)), found.path);
}

/// The wishes of the ranks of a group after a step. All ranks do what the largest one says.
enum class Wish : std::int64_t { go_on, save, save_and_stop };

/// Takes steps until the training ends or has to stop. Returns false when it stopped, with a checkpoint on
/// the disk.
bool take_steps(Training& training, const Experiment& experiment, const RunContext& context,
                StopConditions& stop, const AfterStep& after_step) {
  Logger logger(experiment, context.folder, training, context.ranks());
  CheckpointSaver saver(experiment, context, stop.time);
  const auto save = [&] {
    logger.flush();
    saver.save(training);
  };
  Stopwatch since_save;
  while (training.steps_done() < experiment.steps) {
    const Stopwatch step;
    training.step();
    logger.after_step(training);
    stop.time.note(TimeBudget::Piece::step, step.seconds());
    after_step(training);

    const bool is_save_due =
        context.ranks().is_root() && since_save.seconds() >= context.settings.execution.checkpoint_every_s;
    const Wish own = stop.before_step() ? Wish::save_and_stop : is_save_due ? Wish::save : Wish::go_on;
    const auto wish = static_cast<Wish>(context.ranks().max(static_cast<std::int64_t>(own)));
    if (wish == Wish::go_on || training.steps_done() == experiment.steps) continue;
    save();
    since_save.restart();
    if (wish == Wish::save) continue;
    saver.finish();
    return false;
  }
  save();
  saver.finish();
  return true;
}

}  // namespace

bool train_run(Training& training, const Experiment& experiment, const RunContext& context,
               StopConditions& stop, const AfterStep& after_step) {
  context.ranks().collectively([&] { context.folder.make(context.folder.train(experiment.run)); });
  restore(training, experiment, context);
  if (training.steps_done() < experiment.steps &&
      !take_steps(training, experiment, context, stop, after_step))
    return false;
  if (context.ranks().is_root()) drop_previous_checkpoint(context.folder, experiment.run);
  return true;
}

}  // namespace emsurvey
