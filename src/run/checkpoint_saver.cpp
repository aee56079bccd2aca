#include "run/checkpoint_saver.h"

#include "store/checkpoint_files.h"

namespace emsurvey {

void CheckpointSaver::save(const Training& training) {
  const Communicator& ranks = context_.ranks();
  const bool is_beside = context_.settings.saves_beside;
  ranks.collectively([&] {
    wait();
    if (!ranks.is_root()) return;
    const Stopwatch since_begin;
    snapshot_.emplace(training.snapshot(/*with_optimiser=*/training.steps_done() < experiment_.steps));
    // What is deferred is done by whoever waits for it.
    seconds_ = std::async(is_beside ? std::launch::async : std::launch::deferred,
                          [this, since_begin] { return write(since_begin); });
    if (!is_beside) wait();
  });
}

void CheckpointSaver::finish() {
  context_.ranks().collectively([&] { wait(); });
}

double CheckpointSaver::write(const Stopwatch& since_begin) const {
  if (!snapshot_->has_diverged())
    save_checkpoint(context_.folder, experiment_.run, snapshot_->file(context_.settings.provenance));
  return since_begin.seconds();
}

void CheckpointSaver::wait() {
  if (!seconds_.valid()) return;
  seconds_.wait();
  snapshot_.reset();
  time_.note(TimeBudget::Piece::save, seconds_.get());
}

}  // namespace emsurvey
