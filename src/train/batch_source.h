// Sources of training batches.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "train/batch.h"
#include "train/sampler.h"

namespace emsurvey {

/// Returns the samples of a step. Steps count from 0; every step has the same number of samples.
using SampleSchedule = std::function<std::vector<Sample>(std::int64_t step)>;

/// Provides the batches of a training, one for each step.
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  /// Selects the batch of `step` for next(). Call it before each step.
  virtual void prepare(std::int64_t step) = 0;
  /// Returns the batch of the last prepare(). The call may be captured in a CUDA graph; each replay then
  /// yields the batch that was prepared last.
  virtual Batch next() = 0;
};

/// Cuts each batch from the data set on the CPU when it is prepared.
class HostBatchSource : public BatchSource {
 public:
  /// Keeps a reference to `dataset`.
  HostBatchSource(const Dataset& dataset, int crop_px, SampleSchedule schedule);
  void prepare(std::int64_t step) override;
  Batch next() override { return batch_; }

 private:
  const Dataset& dataset_;
  int crop_px_;
  SampleSchedule schedule_;
  Batch batch_;
};

}  // namespace emsurvey
