// Scoring of a trained run while the next one is trained.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <future>
#include <optional>

#include "base/progress_callback.h"
#include "run/run_context.h"
#include "run/test_run.h"
#include "store/scores_file.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Scores this rank's part of the labelled test sections of a run in a thread of its own, which makes no MPI
/// calls. Meanwhile the ranks can train the next run, until they finish the scoring together. The destructor
/// stops the thread and waits for it.
class BackgroundScoring {
 public:
  /// Starts the thread. Borrows `experiment` and `context`.
  BackgroundScoring(const Experiment& experiment, LabelledTest labelled, const RunContext& context);
  ~BackgroundScoring() { stop(); }
  BackgroundScoring(const BackgroundScoring&) = delete;
  BackgroundScoring& operator=(const BackgroundScoring&) = delete;

  const Experiment& experiment() const { return experiment_; }
  /// Returns the number of images of this rank's part.
  std::size_t images() const { return labelled_.outputs.size(); }
  /// Returns the index in the test of the image that this rank scores now.
  std::int64_t images_done() const { return images_done_; }
  /// Whether this rank's part has ended.
  bool is_ready() const;
  /// Ends this rank's part before its next image, without scores.
  void stop() { is_stopped_ = true; }

  /// Waits for the parts of all ranks, and calls `on_progress` meanwhile. Call it once. Returns whether the
  /// scores are complete and written; they are not if the part of any rank was stopped. Collective; throws
  /// the exception of the thread.
  bool finish(const ProgressCallback& on_progress);
  /// Returns the duration of this rank's part. Valid after finish().
  double seconds() const { return seconds_; }

 private:
  std::optional<RunScores> score();

  const Experiment& experiment_;
  const LabelledTest labelled_;
  const RunContext& context_;
  std::atomic<std::int64_t> images_done_ = 0;
  std::atomic<bool> is_stopped_ = false;
  double seconds_ = 0;
  std::future<std::optional<RunScores>> own_part_;  ///< Declared last: its destructor waits for the thread.
};

}  // namespace emsurvey
