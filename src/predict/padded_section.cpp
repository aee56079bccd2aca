#include "predict/padded_section.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "train/batch.h"

namespace emsurvey {
namespace {

std::int64_t rounded_up(std::int64_t size, std::int64_t multiple) {
  return (size + multiple - 1) / multiple * multiple;
}

/// Returns the pixel in 0..size-1 that stands at `position` of the padded row.
std::int64_t source_of(std::int64_t position, std::int64_t size, bool reflects) {
  if (!reflects) return std::clamp<std::int64_t>(position, 0, size - 1);
  if (position < 0) return -position;
  return position < size ? position : 2 * (size - 1) - position;
}

}  // namespace

PaddedSection::PaddedSection(const Plane<std::uint16_t>& raw, int multiple)
    : raw_(raw),
      height_(rounded_up(raw.height, multiple)),
      width_(rounded_up(raw.width, multiple)),
      top_((height_ - raw.height) / 2),
      left_((width_ - raw.width) / 2),
      reflects_(height_ - raw.height - top_ < raw.height && width_ - raw.width - left_ < raw.width) {}

at::Tensor PaddedSection::read(const DatasetFormat& format, const Window& window) const {
  Plane<std::uint16_t> piece(static_cast<int>(window.height), static_cast<int>(window.width));
  auto out = piece.values.begin();
  for (std::int64_t y = window.y - top_; y < window.y - top_ + window.height; ++y) {
    const auto row = static_cast<int>(source_of(y, raw_.height, reflects_));
    for (std::int64_t x = window.x - left_; x < window.x - left_ + window.width; ++x)
      *out++ = raw_.at(row, static_cast<int>(source_of(x, raw_.width, reflects_)));
  }
  return section_tensor(format, piece).view({1, 1, window.height, window.width});
}

Window PaddedSection::inside(const Window& window) const {
  const std::int64_t top = std::max(window.y, top_), left = std::max(window.x, left_);
  const std::int64_t bottom = std::min(window.y + window.height, top_ + raw_.height);
  const std::int64_t right = std::min(window.x + window.width, left_ + raw_.width);
  return {top, left, std::max<std::int64_t>(bottom - top, 0), std::max<std::int64_t>(right - left, 0)};
}

}  // namespace emsurvey
