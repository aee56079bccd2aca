// Where a training's batches come from.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "train/batch.h"
#include "train/sampler.h"

namespace emsurvey {

/// The samples of a step, counted from 0; equally many in all steps.
using SampleSchedule = std::function<std::vector<Sample>(std::int64_t step)>;

/// The batches of a training, step by step.
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  /// Before each step: next() is then the batch of `step`.
  virtual void prepare(std::int64_t step) = 0;
  /// May be recorded and repeated: then each run gives the batch that was prepared last.
  virtual Batch next() = 0;
};

/// Cuts each batch from the data set when it is needed, on the CPU.
class HostBatchSource : public BatchSource {
 public:
  /// Borrows `dataset`.
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
