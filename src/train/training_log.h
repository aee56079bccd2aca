// log.csv: the losses of a training over its steps.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "train/losses.h"
#include "train/step_table.h"

namespace emsurvey {

/// A row of the log.
struct LogRow {
  std::int64_t step;       ///< Steps done.
  TrainingLosses losses;   ///< Moving averages.
  double validation_loss;  ///< NaN if it was not measured at this step.
  double images_per_s;     ///< Mean since the previous row.
  double peak_memory_mib;  ///< Peak memory of a rank so far; see peak_memory_bytes(). NaN if unknown.
};

/// A StepTable of rows `step,loss,adversarial_loss,discriminator_loss,validation_loss,images_per_s,
/// peak_memory_mib`; `loss` is the classic loss, and missing values are empty.
class TrainingLog {
 public:
  /// `steps_done` is the step from which the training continues.
  TrainingLog(std::filesystem::path path, std::int64_t steps_done);
  void append(const LogRow& row);
  /// See StepTable::flush().
  void flush() const { table_.flush(); }

 private:
  StepTable table_;
};

/// Returns the header of a log and its last `count` complete rows, verbatim; empty if there is no log.
std::vector<std::string> end_of_log(const std::filesystem::path& path, std::size_t count);

/// Returns the complete rows of a log; none if it does not exist. Throws InputError if it cannot be read.
std::vector<LogRow> read_log(const std::filesystem::path& path);

/// Returns the last complete row of a log; nothing if there is none.
std::optional<LogRow> last_row(const std::filesystem::path& path);

}  // namespace emsurvey
