// Scoring of a trained run while the next one is trained.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>

#include "base/progress_callback.h"
#include "run/run_context.h"
#include "run/test_run.h"
#include "store/scores_file.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Scores the labelled test sections of a run, each rank of the group its part, in a thread of its own that
/// makes no MPI calls: the ranks can train the next run until they finish the scoring together. The
/// destructor stops it and waits for the thread.
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
  /// Whether this rank's part has ended.
  bool is_ready() const;
  /// Ends this rank's part before its next image, without scores.
  void stop() { is_stopped_ = true; }

  /// Waits for the parts of all ranks, and calls `on_progress` meanwhile. Call it once. Returns whether the
  /// scores are complete and written; they are not if the part of any rank was stopped. Collective; throws
  /// the exception of the thread.
  bool finish(const ProgressCallback& on_progress);
  /// Duration of this rank's part, after finish().
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
