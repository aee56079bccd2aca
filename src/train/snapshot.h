// A copy of the state of a training at one step.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "train/checkpoint.h"
#include "train/kept_step.h"
#include "train/losses.h"

namespace emsurvey {

/// Converts moving averages, [1] or [3] in the order of TrainingLosses, on the host.
TrainingLosses losses_of(const at::Tensor& averages);
/// Whether all averages are finite. Waits for their device.
bool are_finite(const at::Tensor& averages);

/// The networks of a training and their optimisers.
struct ModelState {
  std::vector<NamedBuffer> buffers;
  at::Tensor averages;  ///< Moving averages of the losses.
};

/// How far a training is.
struct TrainingProgress {
  std::int64_t steps = 0;  ///< Steps done.
  WeightMarks marks;
  std::optional<KeptStep> kept;  ///< The step whose weights are kept, if any are.
};

/// The state of a training, copied to the host in the order of the current stream without waiting for a GPU:
/// the training can continue at once. Other threads may call the members, but the thread of the training must
/// create and destroy the snapshot, because its memory returns to that thread's stream, which must not be
/// captured meanwhile. Refers to the training, which must outlive it.
class TrainingSnapshot {
 public:
  /// All tensors of `state` must be on one device.
  TrainingSnapshot(const Experiment& experiment, const Dataset& dataset, ModelState state,
                   TrainingProgress progress);

  /// Whether a loss is infinite or NaN. Waits for the copies, as does file().
  bool has_diverged() const;
  /// Returns the HDF5 file image of a checkpoint: `/generator/<module path>/weight`, likewise
  /// `/discriminator` and the moments of the optimisers, and `/state`. `provenance` (JSON) describes where
  /// the checkpoint was made.
  std::string file(const std::string& provenance) const;

 private:
  const Experiment& experiment_;
  const Dataset& dataset_;
  ModelState state_;  ///< Copies on the host.
  TrainingProgress progress_;
  std::function<void()> wait_;
};

}  // namespace emsurvey
