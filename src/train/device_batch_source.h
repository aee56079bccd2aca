// Batches that are cut on the training device.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "train/batch_source.h"
#include "train/resident_sections.h"

namespace emsurvey {

/// Provides the same bytes as HostBatchSource. Uploads the crop positions of many steps at once; the device
/// advances the step index itself, so that no step waits for the host.
class DeviceBatchSource : public BatchSource {
 public:
  /// Uploads the crop positions of `steps_ahead` steps at once. Batches have the memory format `format`. Create
  /// and use it on a single stream.
  DeviceBatchSource(std::shared_ptr<const ResidentSections> sections, int crop_px, SampleSchedule schedule,
                    at::MemoryFormat format, std::int64_t steps_ahead = 200);

  /// Cheap if `step` follows the previous one.
  void prepare(std::int64_t step) override;
  /// Runs on the device only; each execution yields the batch of the next step.
  Batch next() override;

 private:
  void upload(std::int64_t first_step);
  void append_row(const Sample& sample, std::vector<std::int64_t>& rows) const;

  std::shared_ptr<const ResidentSections> sections_;
  std::int64_t crop_px_;
  SampleSchedule schedule_;
  at::MemoryFormat format_;
  std::int64_t steps_ahead_;
  at::Tensor offsets_;  ///< [S]: 0, 1, ..., S - 1.

  std::int64_t next_step_ = -1;  ///< The step that prepare() expects.
  std::int64_t uploaded_until_ = -1;
  at::Tensor positions_;   ///< [steps_ahead, N, 4], int64: for each sample a row of append_row().
  at::Tensor step_index_;  ///< [1], int64: index of the next step in positions_.
};

}  // namespace emsurvey
