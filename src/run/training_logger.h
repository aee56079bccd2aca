// Writes the log files of a training.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/stopwatch.h"
#include "run/run_context.h"
#include "survey/experiment.h"
#include "train/event_file.h"
#include "train/training.h"
#include "train/training_log.h"
#include "train/validation_log.h"

namespace emsurvey {

/// Writes the rows of log.csv and validation.csv and of the TensorBoard events on the first rank of the group.
class TrainingLogger {
 public:
  /// Collective, as are all members: if the first rank cannot write, all ranks throw. Borrows `experiment` and
  /// `context`.
  TrainingLogger(const Experiment& experiment, const Training& training, const RunContext& context);

  /// Call it before saving a checkpoint: the rows of its steps must outlast it.
  void flush();
  /// Call it after each step. Throws Diverged if a loss is NaN or infinite.
  void after_step(const Training& training);
  /// Appends the scores of one step.
  void add(std::span<const ValidationRow> rows);

 private:
  void append(const Training& training, std::int64_t peak_bytes);

  const Experiment& experiment_;
  const RunContext& context_;
  std::optional<TrainingLog> log_;
  std::optional<ValidationLog> validations_;
  std::optional<EventFile> events_;
  std::int64_t last_step_;
  Stopwatch since_last_row_;
};

}  // namespace emsurvey
