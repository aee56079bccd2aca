// validation.csv: the scores of a training on its validation sections.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "train/kept_step.h"
#include "train/step_table.h"

namespace emsurvey {

/// Scores of one label at one step: means over the validation sections in which they are defined, else NaN.
struct ValidationRow {
  std::int64_t step = 0;  ///< Steps done.
  std::string label;
  double f_score = 0;
  double semantic_jaccard = 0;
  double threshold = 0.5;  ///< An output above it counts as the label; outputs lie between 0 and 1.
};

/// Returns the score of the weights at one step, from the rows of its labels: the mean F_score over the labels
/// that have one; NaN if none has.
double validation_score(std::span<const ValidationRow> labels);

/// A StepTable of rows `step,label,F_score,semantic_Jaccard,threshold`; undefined scores are empty.
class ValidationLog {
 public:
  /// `steps_done` is the step from which the training continues.
  ValidationLog(std::filesystem::path path, std::int64_t steps_done);
  /// Appends the rows of one step.
  void append(std::span<const ValidationRow> rows) const;
  /// See StepTable::flush().
  void flush() const { table_.flush(); }

 private:
  StepTable table_;
};

/// Returns the complete rows of such a file; none if it does not exist. Throws InputError if it cannot be
/// read.
std::vector<ValidationRow> read_validations(const std::filesystem::path& path);

/// Returns the rows of the last step.
std::span<const ValidationRow> last_validation(std::span<const ValidationRow> rows);

/// Returns the step with the best score, the first of equal ones; nothing if no step has a score. `rows` must
/// be in the order of the steps.
std::optional<KeptStep> best_step(std::span<const ValidationRow> rows);

}  // namespace emsurvey
