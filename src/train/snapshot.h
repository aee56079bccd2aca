// The state of a training at a step, apart from the training.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "train/checkpoint.h"
#include "train/losses.h"

namespace emsurvey {

/// Of the moving averages of the losses: [1] or [3] as in TrainingLosses, on the host.
TrainingLosses losses_of(const at::Tensor& averages);
/// Whether all of them are numbers. Waits for their device.
bool are_finite(const at::Tensor& averages);

/// The networks of a training, with their optimisers.
struct ModelState {
  std::vector<NamedBuffer> buffers;
  at::Tensor averages;  ///< of the losses
};

/// Copied to the host in the order of the current stream, for which a GPU is not waited for: the training can
/// go on at once. Another thread may ask for all that it holds, but it is made and destroyed by the thread of
/// the training: its memory is given back to that thread's stream, which may not be recorded meanwhile.
/// Borrows the training.
class TrainingSnapshot {
 public:
  /// `state`: all on one device.
  TrainingSnapshot(const Experiment& experiment, const Dataset& dataset, ModelState state, std::int64_t steps,
                   WeightMarks marks);

  /// Whether one of the losses is no longer a number. Waits for the copies, as does file.
  bool has_diverged() const;
  /// The HDF5 image of a checkpoint: `/generator/<module path>/weight`, `/discriminator` and the optimisers'
  /// moments likewise, `/state`. `provenance` (JSON) says where it was made.
  std::string file(const std::string& provenance) const;

 private:
  const Experiment& experiment_;
  const Dataset& dataset_;
  ModelState state_;  ///< copies on the host
  std::int64_t steps_;
  WeightMarks marks_;
  std::function<void()> wait_;
};

}  // namespace emsurvey
