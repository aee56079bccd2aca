// Where trainings come from, so that tests can replace them.
#pragma once

#include <memory>

#include "data/dataset.h"
#include "survey/split.h"
#include "train/device.h"
#include "train/gradient_reducer.h"
#include "train/training.h"

namespace emsurvey {

/// The data of one training.
struct TrainingData {
  Split split;
  std::shared_ptr<const Dataset> dataset;            ///< At the scale of the experiment.
  std::shared_ptr<const ResidentSections> sections;  ///< The same on the device; null on CPUs.
};

/// Makes trainings at step 0, in the thread that will train them.
class TrainingFactory {
 public:
  virtual ~TrainingFactory() = default;

  /// The training keeps references to data.dataset and to `reducer`. Callable from several threads at once.
  virtual std::shared_ptr<Training> make(const Experiment& experiment, const TrainingData& data,
                                         GradientReducer& reducer, const at::Device& device) const {
    return std::make_shared<Training>(experiment, data.split, *data.dataset, reducer,
                                      Placement{device, data.sections});
  }
  /// Whether `device` still computes.
  virtual bool is_usable(const at::Device& device) const { return emsurvey::is_usable(device); }
};

}  // namespace emsurvey
