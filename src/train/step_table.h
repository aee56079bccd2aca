// A CSV file that grows with the steps of a training.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "io/csv.h"

namespace emsurvey {

/// A CSV file whose rows begin with a step. When a training is continued, the file is first cut back to the
/// step of its checkpoint, so that no step appears twice. In files of earlier versions, whose header lacks the
/// last columns, these get empty cells.
class StepTable {
 public:
  /// `header` is the first line of the file, without its end. `steps_done` is the step from which the training
  /// continues. Throws FileError.
  StepTable(std::filesystem::path path, const std::string& header, std::int64_t steps_done);

  /// Appends whole lines. Throws FileError.
  void append(const std::string& lines) const;
  /// Call it before saving a checkpoint: the rows of its steps must survive a power loss.
  void flush() const;

 private:
  std::filesystem::path path_;
};

/// Returns the complete rows of such a file under `header`; none if it does not exist. A killed process may
/// have left a part of a row at the end. Throws InputError if the file cannot be read.
CsvTable read_step_table(const std::filesystem::path& path, const std::string& header);

}  // namespace emsurvey
