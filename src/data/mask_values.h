// Interpretation of the values in a mask file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/plane.h"
#include "io/image.h"

namespace emsurvey {

/// How a file marks the pixels where a label is present.
enum class MaskForm {
  blank,   ///< Nowhere: all values are 0.
  full,    ///< By the upper half of its values: > 127 of 8 bits, > 0 of 1 bit.
  unit,    ///< By 1, the only value besides 0, in 8 bits or more.
  narrow,  ///< By 255 or 65535, the only value besides 0, in more bits than these need.
  low,     ///< Unclear: it has values above 0, but none in the upper half.
};

struct MaskValues {
  MaskForm form = MaskForm::blank;
  int bit_depth = 8;
  std::uint32_t largest = 0;
  double share_between = 0;  ///< Share of the pixels that are neither 0 nor `largest`.
};

/// Returns the values of one channel of an image, or of all channels. The form is always that of the whole
/// image: in a channel that shows almost nothing, a 1 is a grey value as in the others.
MaskValues mask_values(const Image& image, std::optional<int> channel = {});
/// Does the same for the channels of an image of 8 bits.
MaskValues mask_values(std::span<const Plane<std::uint8_t>> channels, std::optional<int> channel = {});

/// Converts the samples of a mask to 0..255. In masks of two values, present becomes 255.
Plane<std::uint8_t> mask_plane(const Plane<std::uint32_t>& samples, int bit_depth, MaskForm form);

}  // namespace emsurvey
