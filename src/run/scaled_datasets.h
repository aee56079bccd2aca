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

/// Makes the data set at each scale on demand, once for all that use it at the same time. Any thread may
/// request a scale, and waits for this scale only. A scale that could not be made for lack of memory is made
/// anew at the next request.
class ScaledDatasets {
 public:
  /// Keeps a reference to `original`. `device` is where the sections are uploaded; without one they are not.
  explicit ScaledDatasets(const Dataset& original, std::optional<at::Device> device = {})
      : original_(original), device_(device) {}

  /// Returns the data set at `scale`. It is freed with its last user: keep it until the next scale is
  /// requested, so that it is made only once.
  std::shared_ptr<const Dataset> at(double scale);

  /// Returns the sections of the data set at `scale` on the device; null without a device. They are freed
  /// with their last user, those of the latest scale not before another scale is requested, so that the
  /// device never holds more scales than trainings.
  std::shared_ptr<const ResidentSections> sections(double scale);

 private:
  template <class T>
  struct Shared {
    std::mutex mutex;  ///< Held while the object is made.
    std::weak_ptr<const T> made;
  };
  struct Scale {
    Shared<Dataset> dataset;
    Shared<ResidentSections> sections;
  };
  /// Returns a reference that stays valid.
  Scale& scale_of(double scale);

  const Dataset& original_;
  const std::optional<at::Device> device_;
  std::mutex mutex_;  ///< Guards the members below.
  std::map<double, Scale> scales_;
  double latest_scale_ = 0;  ///< Scale of the last request for sections.
  std::shared_ptr<const ResidentSections> latest_;
};

}  // namespace emsurvey
