// Whether the loss of a training was still falling at its end.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "train/training_log.h"

namespace emsurvey {

/// A training whose loss fell by more than this in its last tenth might have gone on.
constexpr double still_falling_percent = 5;

/// The loss at the end of a training. Values that the log does not give are NaN.
struct Convergence {
  /// Mean of the logged classic loss over the last tenth of the steps.
  double loss_last_tenth = std::numeric_limits<double>::quiet_NaN();
  /// Its change relative to the mean over the tenth before; negative where the loss fell.
  double loss_change_percent = std::numeric_limits<double>::quiet_NaN();

  bool is_still_falling() const { return loss_change_percent < -still_falling_percent; }
};

/// Returns the convergence of a training of `steps` steps. Nothing is known before the log reaches the last
/// step, and of a training that is too short for a row in each tenth. The logged losses are moving averages
/// over about a hundred steps: in a training of fewer than a thousand, the means also reach back to earlier
/// tenths.
Convergence convergence_of(const std::vector<LogRow>& log, std::int64_t steps);

}  // namespace emsurvey
