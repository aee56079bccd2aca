#include "train/batch.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace emsurvey {
namespace {

/// Maps the grey range to [-1, 1] and clamps values outside it.
class GreyScale {
 public:
  explicit GreyScale(const DatasetFormat& format)
      : low_(static_cast<float>(format.grey_low)),
        factor_(2 / static_cast<float>(format.grey_high - format.grey_low)) {}
  float operator()(std::uint16_t value) const {
    return std::clamp((static_cast<float>(value) - low_) * factor_ - 1, -1.0F, 1.0F);
  }

 private:
  float low_;
  float factor_;
};

float label_scale(std::uint8_t value) {
  return static_cast<float>(value) / 127.5F - 1;
}

float as_is(std::uint8_t value) {
  return static_cast<float>(value);
}

/// Writes the augmented crop of `plane` to `out`, [size, size].
template <class T, class Scale>
void cut(const Plane<T>& plane, const Sample& sample, int size, const Scale& scale, float* out) {
  for (int i = 0; i < size; ++i) {
    for (int j = 0; j < size; ++j) {
      const int row = sample.transpose ? j : i, column = sample.transpose ? i : j;
      const int y = sample.y + (sample.flip_rows ? size - 1 - row : row);
      const int x = sample.x + (sample.flip_columns ? size - 1 - column : column);
      *out++ = scale(plane.at(y, x));
    }
  }
}

}  // namespace

bool is_annotated_everywhere(const Dataset& dataset) {
  return std::all_of(dataset.sections.begin(), dataset.sections.end(),
                     [](const Section& section) { return section.valid.empty(); });
}

Batch cut_batch(const Dataset& dataset, std::span<const Sample> samples, int crop_px) {
  const auto count = static_cast<std::int64_t>(samples.size());
  const auto label_count = static_cast<std::int64_t>(dataset.labels.size());
  const std::int64_t pixels = std::int64_t{crop_px} * crop_px;
  Batch batch{at::empty({count, 1, crop_px, crop_px}),
              at::empty({count, label_count, crop_px, crop_px}),
              {},
              at::empty({count}, at::kLong)};
  if (!is_annotated_everywhere(dataset)) batch.valid = at::ones({count, label_count, crop_px, crop_px});

  float* section_out = batch.sections.data_ptr<float>();
  float* target_out = batch.targets.data_ptr<float>();
  auto* number_out = batch.numbers.data_ptr<std::int64_t>();
  for (const Sample& sample : samples) {
    *number_out++ = sample.number;
    const Section& section = dataset.sections[static_cast<std::size_t>(sample.image)];
    cut(section.raw, sample, crop_px, GreyScale(dataset), section_out);
    section_out += pixels;
    for (std::size_t label = 0; label < section.labels.size(); ++label, target_out += pixels) {
      cut(section.labels[label], sample, crop_px, label_scale, target_out);
      if (section.valid.empty()) continue;
      cut(section.valid[label], sample, crop_px, as_is,
          batch.valid.data_ptr<float>() + (target_out - batch.targets.data_ptr<float>()));
    }
  }
  return batch;
}

at::Tensor section_tensor(const DatasetFormat& format, const Plane<std::uint16_t>& raw) {
  at::Tensor tensor = at::empty({raw.height, raw.width});
  std::transform(raw.values.begin(), raw.values.end(), tensor.data_ptr<float>(), GreyScale(format));
  return tensor;
}

Batch whole_section(const Dataset& dataset, const Section& section) {
  const auto stack = [&](const std::vector<Plane<std::uint8_t>>& planes, auto scale) {
    at::Tensor tensor =
        at::empty({1, static_cast<std::int64_t>(planes.size()), section.raw.height, section.raw.width});
    float* out = tensor.data_ptr<float>();
    for (const auto& plane : planes)
      out = std::transform(plane.values.begin(), plane.values.end(), out, scale);
    return tensor;
  };
  Batch batch{section_tensor(dataset, section.raw).unsqueeze(0).unsqueeze(0),
              stack(section.labels, label_scale),
              {},
              {}};
  if (!section.valid.empty()) batch.valid = stack(section.valid, as_is);
  return batch;
}

}  // namespace emsurvey
