// A section with the border that a network needs.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "base/plane.h"
#include "data/dataset.h"
#include "network/tiles.h"

namespace emsurvey {

/// A section whose height and width are padded to a multiple of `multiple`, as label_section() does it: by reflection,
/// or by replication if the section is too small for that. The padding is computed where it is read, so that it
/// takes no memory.
class PaddedSection {
 public:
  /// `raw` must outlive this object.
  PaddedSection(const Plane<std::uint16_t>& raw, int multiple);

  std::int64_t height() const { return height_; }
  std::int64_t width() const { return width_; }

  /// Returns the pixels of a window in the padded section as the network sees them, [1, 1, height, width].
  at::Tensor read(const DatasetFormat& format, const Window& window) const;

  /// Returns the part of a window that lies in the section itself, in coordinates of the padded section.
  Window inside(const Window& window) const;
  /// Returns the position of the section's first pixel in the padded section.
  std::int64_t top() const { return top_; }
  std::int64_t left() const { return left_; }

 private:
  const Plane<std::uint16_t>& raw_;
  std::int64_t height_, width_, top_, left_;
  bool reflects_;
};

}  // namespace emsurvey
