// A data set at the scales of a survey.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "data/dataset.h"

namespace emsurvey {

/// Makes each scale when it is asked for, once for all that use it at the same time; any thread may ask.
class ScaledDatasets {
 public:
  /// Borrows `original`.
  explicit ScaledDatasets(const Dataset& original) : original_(original) {}

  /// Kept as long as somebody has it: to have a scale made once, keep it until the next one is asked for.
  std::shared_ptr<const Dataset> at(double scale);

 private:
  const Dataset& original_;
  std::mutex mutex_;
  std::map<double, std::weak_ptr<const Dataset>> scaled_;
};

}  // namespace emsurvey
