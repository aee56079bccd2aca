// The scores of a trained run, while something else is trained.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>

#include "base/progress_callback.h"
#include "data/dataset.h"
#include "mpi/communicator.h"
#include "run/test_run.h"
#include "store/scores_file.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Scores the labelled test sections of a run, each rank of the group its part, in a thread of its own that makes no MPI calls:
/// the ranks can train the next run until they finish the scoring together. The destructor stops it and waits for the thread.
class BackgroundScoring {
 public:
  /// Begins. Borrows `experiment` and `context`.
  BackgroundScoring(const Experiment& experiment, LabelledTest labelled, const RunContext& context);
  ~BackgroundScoring() { stop(); }
  BackgroundScoring(const BackgroundScoring&) = delete;
  BackgroundScoring& operator=(const BackgroundScoring&) = delete;

  const Experiment& experiment() const { return experiment_; }
  /// Of this rank.
  std::size_t images() const { return labelled_.outputs.size(); }
  /// Images of the test that are done, while others are to do.
  std::int64_t images_done() const { return images_done_; }
  /// Whether this rank's part is at its end.
  bool is_ready() const;
  /// It ends before its next image, without scores.
  void stop() { is_stopped_ = true; }

  /// Waits for this rank's part and the other ranks', calling `on_progress` now and then; once. Returns whether
  /// the scores are complete, and then they are written: they are not when any rank's part was stopped.
  /// Collective; throws what the thread met.
  bool finish(const ProgressCallback& on_progress);
  /// How long this rank's part took, once finished.
  double seconds() const { return seconds_; }

 private:
  std::optional<RunScores> score();

  const Experiment& experiment_;
  const LabelledTest labelled_;
  const RunContext& context_;
  std::atomic<std::int64_t> images_done_ = 0;
  std::atomic<bool> is_stopped_ = false;
  double seconds_ = 0;
  std::future<std::optional<RunScores>> own_part_;  ///< waits in its destructor, before the rest ends
};

}  // namespace emsurvey
