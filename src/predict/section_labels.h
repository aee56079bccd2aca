// The labels of a whole section, in the forms in which they are written.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "base/plane.h"
#include "network/tiles.h"

namespace emsurvey {

/// How the probabilities of labels are stored.
enum class LabelValues {
  grey,     ///< 0..255, as the images of a run: trunc(255.5 p), at most 255.
  float16,  ///< IEEE 754 binary16.
  float32,
};

/// Returns the bytes of one value.
int bytes_of(LabelValues values);
/// Returns the bytes of the values of one label of a section.
std::uint64_t bytes_of_plane(int height, int width, LabelValues values);

/// One plane for each label, filled part by part.
class SectionLabels {
 public:
  /// Grey values are always kept if `needs_grey`.
  SectionLabels(int height, int width, std::size_t label_count, LabelValues values, bool needs_grey);

  /// Stores probabilities [C, height, width] in [0, 1] of a part of the section.
  void keep(const Window& part, const at::Tensor& probabilities);

  LabelValues values() const { return values_; }
  int height() const { return height_; }
  int width() const { return width_; }
  /// One plane for each label; empty if they are not kept.
  const std::vector<Plane<std::uint8_t>>& grey() const { return grey_; }
  const std::vector<Plane<std::uint16_t>>& halves() const { return halves_; }
  const std::vector<Plane<float>>& floats() const { return floats_; }

 private:
  int height_;
  int width_;
  LabelValues values_;
  std::vector<Plane<std::uint8_t>> grey_;
  std::vector<Plane<std::uint16_t>> halves_;  ///< Bits of 16-bit floating-point numbers.
  std::vector<Plane<float>> floats_;
};

}  // namespace emsurvey
