#include "predict/section_labels.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace emsurvey {
namespace {

/// Copies the values [height, width] of a part into the plane; `T` and `Stored` have the same size.
template <class Stored, class T>
void copy_part(const Window& part, const at::Tensor& values, Plane<T>& plane) {
  static_assert(sizeof(Stored) == sizeof(T));
  const at::Tensor rows = values.contiguous();
  const auto* from = reinterpret_cast<const T*>(rows.data_ptr<Stored>());
  for (std::int64_t y = 0; y < part.height; ++y, from += part.width)
    std::copy_n(from, part.width, &plane.at(static_cast<int>(part.y + y), static_cast<int>(part.x)));
}

}  // namespace

int bytes_of(LabelValues values) {
  return values == LabelValues::grey ? 1 : values == LabelValues::float16 ? 2 : 4;
}

std::uint64_t bytes_of_plane(int height, int width, LabelValues values) {
  return static_cast<std::uint64_t>(height) * static_cast<std::uint64_t>(width) *
         static_cast<std::uint64_t>(bytes_of(values));
}

SectionLabels::SectionLabels(int height, int width, std::size_t label_count, LabelValues values,
                             bool needs_grey)
    : height_(height), width_(width), values_(values) {
  if (needs_grey || values == LabelValues::grey) grey_.assign(label_count, {height, width});
  if (values == LabelValues::float16) halves_.assign(label_count, {height, width});
  if (values == LabelValues::float32) floats_.assign(label_count, {height, width});
}

void SectionLabels::keep(const Window& part, const at::Tensor& probabilities) {
  for (std::size_t label = 0; label < grey_.size(); ++label) {
    const at::Tensor grey =
        (probabilities[static_cast<std::int64_t>(label)] * 255.5).clamp(0, 255).to(at::kByte);
    copy_part<std::uint8_t>(part, grey, grey_[label]);
  }
  for (std::size_t label = 0; label < halves_.size(); ++label)
    copy_part<at::Half>(part, probabilities[static_cast<std::int64_t>(label)].to(at::kHalf), halves_[label]);
  for (std::size_t label = 0; label < floats_.size(); ++label)
    copy_part<float>(part, probabilities[static_cast<std::int64_t>(label)], floats_[label]);
}

}  // namespace emsurvey
