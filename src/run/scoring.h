// Scoring of a trained run while the next one is trained.
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
#include "survey/split.h"

namespace emsurvey {

/// Scores the sections that the ranks of a group have labelled. Each rank scores its part in a thread of its
/// own, which does not call MPI, so the ranks can train the next run before they call finish(). The
/// destructor ends the scoring early.
class Scoring {
 public:
  /// Starts the scoring. Keeps references to `experiment`, `folder` and `ranks`. `outputs` are those of
  /// label_sections().
  Scoring(const Experiment& experiment, Split split, std::shared_ptr<const Dataset> dataset,
          TestOutputs outputs, const SurveyFolder& folder, const Communicator& ranks);
  ~Scoring() { stop(); }
  Scoring(const Scoring&) = delete;
  Scoring& operator=(const Scoring&) = delete;

  const Experiment& experiment() const { return experiment_; }
  /// Images of this rank.
  std::size_t images() const { return outputs_.size(); }
  /// Images of the test before the current one.
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
  const Split split_;
  const std::shared_ptr<const Dataset> dataset_;
  const TestOutputs outputs_;
  const SurveyFolder& folder_;
  const Communicator& ranks_;
  std::atomic<std::int64_t> images_done_ = 0;
  std::atomic<bool> is_stopped_ = false;
  double seconds_ = 0;
  std::future<std::optional<RunScores>> own_part_;  ///< Declared last: its destructor waits for the thread.
};

}  // namespace emsurvey
