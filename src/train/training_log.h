// log.csv: how the loss of a training went.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "train/losses.h"

namespace emsurvey {

/// A row of the log.
struct LogRow {
  std::int64_t step;       ///< steps done
  TrainingLosses losses;   ///< moving averages
  double validation_loss;  ///< not a number: not measured here
  double images_per_s;     ///< since the last row
};

/// Appends rows `step,loss,adversarial_loss,discriminator_loss,validation_loss,images_per_s`; `loss` is the
/// classic one, and what there is none of is empty. A continued training cuts the log back to the step of its
/// checkpoint first, so that no step stands in it twice.
class TrainingLog {
 public:
  /// `steps_done`: the step that the training continues from.
  TrainingLog(std::filesystem::path path, std::int64_t steps_done);
  void append(const LogRow& row);
  /// To be called before a checkpoint is saved, which must not know of rows that a power loss took away.
  void flush() const;

 private:
  std::filesystem::path path_;
};

/// The header of a log and its last `count` complete rows, as they stand there; nothing when there is none.
std::vector<std::string> end_of_log(const std::filesystem::path& path, std::size_t count);

/// The last complete row of a log; nothing when there is none.
std::optional<LogRow> last_row(const std::filesystem::path& path);

}  // namespace emsurvey
