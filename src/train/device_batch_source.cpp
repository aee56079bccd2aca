#include "train/device_batch_source.h"

#include <ATen/ATen.h>

#include <utility>

#include "network/memory_format.h"

namespace emsurvey {
namespace {

constexpr std::int64_t row_size = 4;

}  // namespace

DeviceBatchSource::DeviceBatchSource(std::shared_ptr<const ResidentSections> sections, int crop_px,
                                     SampleSchedule schedule, at::MemoryFormat format,
                                     std::int64_t steps_ahead)
    : sections_(std::move(sections)),
      crop_px_(crop_px),
      schedule_(std::move(schedule)),
      format_(format),
      steps_ahead_(steps_ahead),
      offsets_(at::arange(crop_px, sections_->planes().options().dtype(at::kLong))),
      step_index_(at::zeros({1}, offsets_.options())) {
  sections_->read_in_current_stream();
}

void DeviceBatchSource::prepare(std::int64_t step) {
  if (step != next_step_ || step == uploaded_until_) upload(step);
  next_step_ = step + 1;
}

void DeviceBatchSource::upload(std::int64_t first_step) {
  std::vector<std::int64_t> rows;
  for (std::int64_t i = 0; i < steps_ahead_; ++i) {
    for (const Sample& sample : schedule_(first_step + i)) append_row(sample, rows);
  }
  at::Tensor on_host = at::tensor(rows, at::kLong).view({steps_ahead_, -1, row_size});
  // The GPU reads it after all previous steps, from memory that must stay in place until then (pinned
  // memory).
  if (offsets_.is_cuda()) on_host = on_host.pin_memory();
  // Replayed steps read from this address, so the tensor is allocated only once.
  if (!positions_.defined()) positions_ = at::empty(on_host.sizes(), offsets_.options());
  positions_.copy_(on_host, /*non_blocking=*/true);
  step_index_.zero_();
  uploaded_until_ = first_step + steps_ahead_;
}

/// Appends a row for `sample`: begin, down, right and the sample number. Pixel (row, column) of the crop is
/// at begin + row x down + column x right in a plane; flips and the transposition are included in these
/// offsets.
void DeviceBatchSource::append_row(const Sample& sample, std::vector<std::int64_t>& rows) const {
  const auto [section_begin, width] = sections_->place(sample.image);
  const std::int64_t y = sample.y + (sample.flip_rows ? crop_px_ - 1 : 0);
  const std::int64_t x = sample.x + (sample.flip_columns ? crop_px_ - 1 : 0);
  std::int64_t down = sample.flip_rows ? -width : width, right = sample.flip_columns ? -1 : 1;
  if (sample.transpose) std::swap(down, right);
  rows.insert(rows.end(), {section_begin + y * width + x, down, right, std::int64_t{sample.number}});
}

Batch DeviceBatchSource::next() {
  const at::Tensor rows = positions_.index_select(0, step_index_)[0];
  step_index_.add_(1);
  const auto column = [&](std::int64_t i) { return rows.select(1, i).view({-1, 1, 1}); };
  const at::Tensor pixels = column(0) + column(1) * offsets_.unsqueeze(1) + column(2) * offsets_;
  const at::Tensor crops = sections_->planes()
                               .index_select(1, pixels.flatten())
                               .view({sections_->planes().size(0), rows.size(0), crop_px_, crop_px_})
                               .transpose(0, 1);
  const std::int64_t labels = sections_->label_count();
  const auto planes = [&](std::int64_t begin, std::int64_t count) {
    const at::Tensor part = crops.narrow(1, begin, count).contiguous(format_);
    return count == 1 && format_ == at::MemoryFormat::ChannelsLast ? as_channels_last(part) : part;
  };
  return {planes(0, 1), planes(1, labels),
          sections_->has_validity() ? planes(1 + labels, labels) : at::Tensor(),
          rows.select(1, 3).contiguous()};
}

}  // namespace emsurvey
