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

/// Means over areas where it shrinks, bicubic interpolation where it grows.
template <class T>
Plane<T> interpolated(const Plane<T>& plane, double scale) {
  const auto [height, width] = scaled_size(plane, scale);
  const at::Tensor pixels = to_tensor(plane);
  return to_plane<T>(scale < 1 ? at::adaptive_avg_pool2d(pixels, {height, width})
                               : at::upsample_bicubic2d(pixels, {height, width}, /*align_corners=*/false));
}

Plane<std::uint8_t> scaled_validity(const Plane<std::uint8_t>& valid, double scale) {
  const auto [height, width] = scaled_size(valid, scale);
  const at::Tensor missing = 1 - to_tensor(valid);
  const at::Tensor share = scale < 1 ? at::adaptive_avg_pool2d(missing, {height, width})
                                     : at::upsample_nearest2d(missing, {height, width});
  return to_plane<std::uint8_t>((share == 0).to(at::kFloat));
}

Plane<std::uint32_t> nearest(const Plane<std::uint32_t>& numbers, double scale) {
  if (numbers.empty()) return numbers;
  const auto [height, width] = scaled_size(numbers, scale);
  Plane<std::uint32_t> result(static_cast<int>(height), static_cast<int>(width));
  const auto source = [](int i, int size, int from) {  // the pixel under the centre of the new one
    return std::min(from - 1, static_cast<int>((i + 0.5) * from / size));
  };
  for (int y = 0; y < result.height; ++y) {
    for (int x = 0; x < result.width; ++x)
      result.at(y, x) =
          numbers.at(source(y, result.height, numbers.height), source(x, result.width, numbers.width));
  }
  return result;
}

}  // namespace

Plane<std::uint16_t> scaled(const Plane<std::uint16_t>& raw, double scale) {
  return scale == 1 ? raw : interpolated(raw, scale);
}

Dataset scaled(const Dataset& dataset, double scale) {
  Dataset result = dataset;
  if (scale == 1) return result;
  result.nm_per_pixel /= scale;
  for (Section& section : result.sections) {
    section.raw = interpolated(section.raw, scale);
    for (auto& label : section.labels) label = interpolated(label, scale);
    for (auto& valid : section.valid) valid = scaled_validity(valid, scale);
    for (auto& numbers : section.instances) numbers = nearest(numbers, scale);
  }
  return result;
}

}  // namespace emsurvey
