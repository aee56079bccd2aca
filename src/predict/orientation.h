// The eight orientations of a section: flips and transposes.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "network/tiles.h"

namespace emsurvey {

/// Flips rows and columns, then transposes.
struct Orientation {
  bool flip_rows = false;
  bool flip_columns = false;
  bool transpose = false;
};

/// Returns all eight orientations, the identity first.
std::vector<Orientation> all_orientations();

/// Orients the last two dimensions of a tensor.
at::Tensor oriented(const at::Tensor& image, const Orientation& orientation);
/// Undoes oriented().
at::Tensor restored(const at::Tensor& image, const Orientation& orientation);

/// Returns the place of `window` after a section of `height` x `width` pixels was oriented.
Window oriented(const Window& window, std::int64_t height, std::int64_t width,
                const Orientation& orientation);
/// Undoes it: `height` and `width` are those before the section was oriented.
Window restored(const Window& window, std::int64_t height, std::int64_t width,
                const Orientation& orientation);

}  // namespace emsurvey
