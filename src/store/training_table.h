// training.csv: what the trainings of a survey cost, and whether they were long enough.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/progress_callback.h"
#include "store/survey_folder.h"
#include "tables/run_evaluation.h"
#include "train/convergence.h"

namespace emsurvey {

/// A finished training. Values that its files do not give are empty or NaN.
struct TrainingRow {
  int run = 0;
  std::int64_t steps = 0;
  /// Duration of the training from the speeds in its log, without interruptions.
  double seconds = std::numeric_limits<double>::quiet_NaN();
  std::optional<std::int64_t> parameters;  ///< Parameters of the network, without a discriminator.
  Convergence convergence;
  /// The step whose weights are tested; nothing where neither the validations nor the checkpoint tell it.
  std::optional<std::int64_t> kept_step;
  /// Peak memory of a rank during the training in MiB, as the log says.
  double peak_memory_mib = std::numeric_limits<double>::quiet_NaN();
};

/// Returns the rows of those of `runs` that this program trained, in their order. A log that cannot be read
/// counts as missing.
std::vector<TrainingRow> training_rows(const SurveyFolder& folder, const std::vector<RunFiles>& runs,
                                       const ProgressCallback& on_progress);

/// Returns the text of training.csv: `run`, `steps`, `seconds`, `parameters`, `loss_last_tenth`,
/// `loss_change_percent`, `kept_step`, `still_falling` (yes or no), `peak_memory_mib`.
std::string training_csv(const std::vector<TrainingRow>& rows);

/// Returns a warning if the loss of any training was still falling at its end.
std::optional<std::string> convergence_warning(const std::vector<TrainingRow>& rows);

}  // namespace emsurvey
