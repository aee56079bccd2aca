#include "run/scaled_datasets.h"

#include "train/scaled.h"

namespace emsurvey {

std::shared_ptr<const Dataset> ScaledDatasets::at(double scale) {
  if (scale == 1) return {std::shared_ptr<void>(), &original_};
  const std::lock_guard lock(mutex_);
  auto dataset = scaled_[scale].lock();
  if (!dataset) scaled_[scale] = dataset = std::make_shared<const Dataset>(scaled(original_, scale));
  return dataset;
}

}  // namespace emsurvey
