#include "train/scaled.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace emsurvey {
namespace {

struct Size {
  std::int64_t height;
  std::int64_t width;
};

template <class T>
Size scaled_size(const Plane<T>& plane, double scale) {
  const auto of = [scale](int pixels) { return std::max<std::int64_t>(1, std::llround(pixels * scale)); };
  return {of(plane.height), of(plane.width)};
}

template <class T>
at::Tensor to_tensor(const Plane<T>& plane) {
  at::Tensor tensor = at::empty({1, 1, plane.height, plane.width});
  std::copy(plane.values.begin(), plane.values.end(), tensor.data_ptr<float>());
  return tensor;
}

template <class T>
Plane<T> to_plane(const at::Tensor& tensor) {
  Plane<T> plane(static_cast<int>(tensor.size(2)), static_cast<int>(tensor.size(3)));
  const at::Tensor whole =
      tensor.round().clamp(0, static_cast<double>(std::numeric_limits<T>::max())).contiguous();
  std::transform(whole.data_ptr<float>(), whole.data_ptr<float>() + whole.numel(), plane.values.begin(),
                 [](float value) { return static_cast<T>(value); });
  return plane;
}

/// Weights of area resampling along one axis, [to, from]: the fraction of each of `to` new pixels that is
/// covered by each of `from` old pixels. Rows sum to 1.
at::Tensor area_weights(std::int64_t from, std::int64_t to) {
  const double ratio = static_cast<double>(from) / static_cast<double>(to);
  at::Tensor weights = at::zeros({to, from});
  auto weight = weights.accessor<float, 2>();
  for (std::int64_t i = 0; i < to; ++i) {
    const double begin = static_cast<double>(i) * ratio, end = begin + ratio;
    for (auto j = static_cast<std::int64_t>(begin); j < from && static_cast<double>(j) < end; ++j) {
      const double overlap =
          std::min(end, static_cast<double>(j + 1)) - std::max(begin, static_cast<double>(j));
      weight[i][j] = static_cast<float>(std::max(0.0, overlap) / ratio);
    }
  }
  return weights;
}

at::Tensor area_means(const at::Tensor& pixels, const Size& size) {
  const at::Tensor rows = at::matmul(area_weights(pixels.size(2), size.height), pixels);
  return at::matmul(rows, area_weights(pixels.size(3), size.width).t());
}

at::Tensor bicubic(const at::Tensor& pixels, const Size& size) {
  return at::upsample_bicubic2d(pixels, {size.height, size.width}, /*align_corners=*/false);
}

/// Takes area means when shrinking, interpolates bicubically when growing.
template <class T>
Plane<T> interpolated(const Plane<T>& plane, double scale) {
  const Size size = scaled_size(plane, scale);
  const at::Tensor pixels = to_tensor(plane);
  return to_plane<T>(scale < 1 ? area_means(pixels, size) : bicubic(pixels, size));
}

/// The same for annotated pixels alone: values of unannotated pixels must not leak into them.
Plane<std::uint8_t> interpolated(const Plane<std::uint8_t>& label, const Plane<std::uint8_t>& valid,
                                 double scale) {
  if (scale < 1) return interpolated(label, scale);  // A new pixel over unannotated ones is unannotated.
  const Size size = scaled_size(label, scale);
  const at::Tensor weights = to_tensor(valid);
  return to_plane<std::uint8_t>(bicubic(to_tensor(label) * weights, size) /
                                bicubic(weights, size).clamp_min(0.1));
}

Plane<std::uint8_t> scaled_validity(const Plane<std::uint8_t>& valid, double scale) {
  const Size size = scaled_size(valid, scale);
  const at::Tensor missing = 1 - to_tensor(valid);
  const at::Tensor share =
      scale < 1 ? area_means(missing, size) : at::upsample_nearest2d(missing, {size.height, size.width});
  return to_plane<std::uint8_t>((share < 1e-6).to(at::kFloat));
}

Plane<std::uint32_t> nearest(const Plane<std::uint32_t>& numbers, double scale) {
  if (numbers.empty()) return {};  // Copying it would make GCC 14 warn.
  const auto [height, width] = scaled_size(numbers, scale);
  Plane<std::uint32_t> result(static_cast<int>(height), static_cast<int>(width));
  const auto source = [](int i, int size, int from) {  // The old pixel under the centre of the new one.
    return std::min(from - 1, static_cast<int>((i + 0.5) * from / size));
  };
  for (int y = 0; y < result.height; ++y) {
    for (int x = 0; x < result.width; ++x)
      result.at(y, x) =
          numbers.at(source(y, result.height, numbers.height), source(x, result.width, numbers.width));
  }
  return result;
}

/// Makes the instance numbers and the mask of a label consistent: a mask of instances follows from their
/// numbers, and a pixel of the boundary between cells belongs to no cell.
void agree(Plane<std::uint32_t>& numbers, Plane<std::uint8_t>& mask, LabelKind kind) {
  for (std::size_t i = 0; i < numbers.values.size(); ++i) {
    if (kind == LabelKind::instances) mask.values[i] = numbers.values[i] != 0 ? 255 : 0;
    if (kind == LabelKind::cells && mask.values[i] > 127) numbers.values[i] = 0;
  }
}

void scale_section(Section& section, const std::vector<Label>& labels, double scale) {
  section.raw = interpolated(section.raw, scale);
  for (std::size_t i = 0; i < section.labels.size(); ++i) {
    auto& label = section.labels[i];
    label = section.valid.empty() ? interpolated(label, scale) : interpolated(label, section.valid[i], scale);
    if (section.instances.empty()) continue;
    section.instances[i] = nearest(section.instances[i], scale);
    agree(section.instances[i], label, labels[i].kind);
  }
  for (auto& valid : section.valid) valid = scaled_validity(valid, scale);
}

}  // namespace

Plane<std::uint16_t> scaled(const Plane<std::uint16_t>& raw, double scale) {
  return scale == 1 ? raw : interpolated(raw, scale);
}

Dataset scaled(const Dataset& dataset, double scale) {
  Dataset result = dataset;
  if (scale == 1) return result;
  result.nm_per_pixel /= scale;
  for (Section& section : result.sections) scale_section(section, result.labels, scale);
  return result;
}

}  // namespace emsurvey
