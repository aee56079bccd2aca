#include "predict/orientation.h"

#include <ATen/ATen.h>

#include <utility>

namespace emsurvey {
namespace {

at::Tensor flipped(const at::Tensor& image, const Orientation& orientation) {
  std::vector<std::int64_t> dimensions;
  if (orientation.flip_rows) dimensions.push_back(image.dim() - 2);
  if (orientation.flip_columns) dimensions.push_back(image.dim() - 1);
  return dimensions.empty() ? image : image.flip(dimensions);
}

Window flipped(const Window& window, std::int64_t height, std::int64_t width,
               const Orientation& orientation) {
  return {orientation.flip_rows ? height - window.y - window.height : window.y,
          orientation.flip_columns ? width - window.x - window.width : window.x, window.height, window.width};
}

Window transposed(const Window& window) {
  return {window.x, window.y, window.width, window.height};
}

}  // namespace

std::vector<Orientation> all_orientations() {
  std::vector<Orientation> all;
  for (const bool transpose : {false, true}) {
    for (const bool flip_rows : {false, true}) {
      for (const bool flip_columns : {false, true}) all.push_back({flip_rows, flip_columns, transpose});
    }
  }
  return all;
}

at::Tensor oriented(const at::Tensor& image, const Orientation& orientation) {
  const at::Tensor turned = flipped(image, orientation);
  return (orientation.transpose ? turned.transpose(-2, -1) : turned).contiguous();
}

at::Tensor restored(const at::Tensor& image, const Orientation& orientation) {
  return flipped(orientation.transpose ? image.transpose(-2, -1) : image, orientation).contiguous();
}

Window oriented(const Window& window, std::int64_t height, std::int64_t width,
                const Orientation& orientation) {
  const Window turned = flipped(window, height, width, orientation);
  return orientation.transpose ? transposed(turned) : turned;
}

Window restored(const Window& window, std::int64_t height, std::int64_t width,
                const Orientation& orientation) {
  return flipped(orientation.transpose ? transposed(window) : window, height, width, orientation);
}

}  // namespace emsurvey
