#include "run/checkpoint_saver.h"

#include <utility>

#include "store/checkpoint_files.h"

namespace emsurvey {

void CheckpointSaver::save(const Training& training) {
  ranks_.collectively([&] {
    wait();
    if (!ranks_.is_root()) return;
    const auto begin = Clock::now();
    snapshot_.emplace(training.snapshot(/*with_optimiser=*/training.steps_done() < experiment_.steps));
    // With std::launch::deferred, the save runs in the thread that waits for it.
    seconds_ = std::async(is_beside_ ? std::launch::async : std::launch::deferred,
                          [this, begin] { return write(begin); });
    if (!is_beside_) wait();
  });
}

void CheckpointSaver::finish() {
  ranks_.collectively([&] { wait(); });
}

double CheckpointSaver::write(Clock::time_point begin) const {
  if (!snapshot_->has_diverged()) save_checkpoint(folder_, experiment_.run, snapshot_->file(provenance_));
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void CheckpointSaver::wait() {
  if (!seconds_.valid()) return;
  seconds_.wait();
  snapshot_.reset();
  time_.note(TimeBudget::Piece::save, seconds_.get());
}

}  // namespace emsurvey
