// A data set at the scales of a survey.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "data/dataset.h"
#include "train/resident_sections.h"

namespace emsurvey {

/// Makes each scale when it is asked for, once for all that use it at the same time; any thread may ask, and
/// waits for no other scale. What could not be made for want of memory is made anew for the next who asks.
class ScaledDatasets {
 public:
  /// Borrows `original`. `device`: where the sections are put; nowhere without one.
  explicit ScaledDatasets(const Dataset& original, std::optional<at::Device> device = {})
      : original_(original), device_(device) {}

  /// Kept as long as somebody has it: to have a scale made once, keep it until the next one is asked for.
  std::shared_ptr<const Dataset> at(double scale);

  /// The same on the device; null without one. Kept as long as somebody has it, and the latest one until
  /// another scale is asked for: then no more scales are on the device than trainings.
  std::shared_ptr<const ResidentSections> sections(double scale);

 private:
  template <class T>
  struct Shared {
    std::mutex mutex;  ///< held while it is made
    std::weak_ptr<const T> made;
  };
  struct Scale {
    Shared<Dataset> dataset;
    Shared<ResidentSections> sections;
  };
  /// Stays where it is.
  Scale& scale_of(double scale);

  const Dataset& original_;
  const std::optional<at::Device> device_;
  std::mutex mutex_;  ///< of what follows
  std::map<double, Scale> scales_;
  double latest_scale_ = 0;  ///< for which sections were asked
  std::shared_ptr<const ResidentSections> latest_;
};

}  // namespace emsurvey
