// Batches that are cut on the device that trains on them.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "train/batch_source.h"
#include "train/resident_sections.h"

namespace emsurvey {

/// The same bytes as HostBatchSource. Where the crops of many steps lie is told to the device in one go; it counts
/// the steps itself, so that no step waits for the host.
class DeviceBatchSource : public BatchSource {
 public:
  /// `steps_ahead`: how many steps are told at once. To be made and used in one stream.
  DeviceBatchSource(std::shared_ptr<const ResidentSections> sections, int crop_px, SampleSchedule schedule,
                    std::int64_t steps_ahead = 200);

  /// Cheap when `step` follows the last one.
  void prepare(std::int64_t step) override;
  /// Runs on the device alone; each run gives the batch after the last one's.
  Batch next() override;

 private:
  void tell(std::int64_t first_step);
  void append_row(const Sample& sample, std::vector<std::int64_t>& rows) const;

  std::shared_ptr<const ResidentSections> sections_;
  std::int64_t crop_px_;
  SampleSchedule schedule_;
  std::int64_t steps_ahead_;
  at::Tensor offsets_;  ///< [S]: 0, 1, ...

  std::int64_t next_step_ = -1;  ///< that prepare expects
  std::int64_t told_until_ = -1;
  at::Tensor told_;      ///< [steps_ahead, N, 4], int64: a row as append_row makes it for each sample
  at::Tensor position_;  ///< [1], int64: of the next step in told_
};

}  // namespace emsurvey
