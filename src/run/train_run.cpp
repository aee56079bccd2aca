#include "run/train_run.h"

#include <cstdint>
#include <utility>

#include "base/log.h"
#include "base/stopwatch.h"
#include "run/checkpoint_saver.h"
#include "run/training_logger.h"
#include "run/validate.h"
#include "store/checkpoint_files.h"
#include "store/run_name.h"

namespace emsurvey {
namespace {

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

/// Takes a step and what belongs to it: its rows in the logs, and the choice of the weights that are kept.
void take_step(Training& training, const Experiment& experiment, TrainingLogger& logger,
               const Communicator& ranks, const TrainingCallbacks& callbacks) {
  training.step();
  logger.after_step(training);
  if (!is_scored_at(training.steps_done(), experiment)) return;
  const auto rows = validate(training, experiment, ranks, callbacks.on_validation);
  logger.add(rows);
  if (experiment.keep == Keep::best) training.keep_if_better(validation_score(rows));
}

/// Takes steps until the training ends or has to stop. Returns false when it stopped, with a checkpoint on
/// the disk.
bool take_steps(Training& training, const Experiment& experiment, const RunContext& context,
                StopConditions& stop, const TrainingCallbacks& callbacks) {
  TrainingLogger logger(experiment, training, context);
  CheckpointSaver saver(experiment, context, stop.time);
  const auto save = [&] {
    logger.flush();
    saver.save(training);
  };
  Stopwatch since_save;
  while (training.steps_done() < experiment.steps) {
    const Stopwatch step;
    take_step(training, experiment, logger, context.ranks(), callbacks);
    stop.time.note(TimeBudget::Piece::step, step.seconds());
    callbacks.after_step(training);

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
  training.use_kept_weights();
  save();
  saver.finish();
  return true;
}

}  // namespace

bool train_run(Training& training, const Experiment& experiment, const RunContext& context,
               StopConditions& stop, const TrainingCallbacks& callbacks) {
  context.ranks().collectively([&] { context.folder.make(context.folder.train(experiment.run)); });
  restore(training, experiment, context);
  if (training.steps_done() < experiment.steps && !take_steps(training, experiment, context, stop, callbacks))
    return false;
  if (context.ranks().is_root()) drop_previous_checkpoint(context.folder, experiment.run);
  return true;
}

}  // namespace emsurvey
