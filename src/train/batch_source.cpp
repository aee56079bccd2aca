#include "train/batch_source.h"

#include <utility>

namespace emsurvey {

HostBatchSource::HostBatchSource(const Dataset& dataset, int crop_px, SampleSchedule schedule)
    : dataset_(dataset), crop_px_(crop_px), schedule_(std::move(schedule)) {}

void HostBatchSource::prepare(std::int64_t step) {
  batch_ = cut_batch(dataset_, schedule_(step), crop_px_);
}

}  // namespace emsurvey
