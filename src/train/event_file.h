// The curves of a training for TensorBoard.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "train/training_log.h"

namespace emsurvey {

/// An event file: records of a length, its checksum, an Event message and its checksum, as TensorFlow's
/// record_writer.h and event.proto lay them down. Checksums are masked CRC-32C, messages have the wire format
/// of protocol buffers. Holds the rows of log.csv, each as one event; values that are no numbers are left
/// out. Like the log it is cut back to the checkpoint when a training is continued.
class EventFile {
 public:
  /// `steps_done`: the step that the training continues from. Throws FileError.
  EventFile(std::filesystem::path path, std::int64_t steps_done);

  /// `time_s`: seconds since 1970, which TensorBoard can show curves over. Throws FileError.
  void append(const LogRow& row, double time_s);
  /// Like that of the log.
  void flush() const;

 private:
  std::filesystem::path path_;
};

}  // namespace emsurvey
