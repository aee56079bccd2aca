// The curves of a training as a TensorBoard event file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "train/training_log.h"
#include "train/validation_log.h"

namespace emsurvey {

/// A TensorBoard event file. Each record consists of a length, its checksum, an Event message and its
/// checksum, as defined by TensorFlow's record_writer.h and event.proto. Checksums are masked CRC-32C;
/// messages are in the wire format of protocol buffers. Each row of log.csv becomes one event, and so do the
/// rows of a step in validation.csv; NaN values are omitted. Like the log, the file is cut back to the checkpoint
/// when a training is continued.
class EventFile {
 public:
  /// `steps_done` is the step from which the training continues. Throws FileError.
  EventFile(std::filesystem::path path, std::int64_t steps_done);

  /// `time_s` is the time in seconds since 1970, over which TensorBoard can plot the curves. Throws
  /// FileError.
  void append(const LogRow& row, double time_s);
  /// Appends the scores of one step, `validation_F_score/<label>` and `validation_semantic_Jaccard/<label>`.
  void append(std::span<const ValidationRow> rows, double time_s);
  /// See StepTable::flush().
  void flush() const;

 private:
  void append_event(std::int64_t step, double time_s, const std::string& values);

  std::filesystem::path path_;
};

}  // namespace emsurvey
