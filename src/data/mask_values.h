// The meaning of the values in a mask's file.
#pragma once

#include <cstdint>
#include <optional>

#include "base/plane.h"
#include "io/image.h"

namespace emsurvey {

/// How a file says that a label is present.
enum class MaskForm {
  blank,   ///< nowhere: all values are 0
  full,    ///< by the upper half of its values: > 127 of 8 bits, > 0 of 1 bit
  unit,    ///< by 1, with no other values but 0, in 8 bits or more
  narrow,  ///< by 255 or 65535, with no other values but 0, in more bits than these need
  low,     ///< unclear: it has values above 0, but none in the upper half
};

struct MaskValues {
  MaskForm form = MaskForm::blank;
  int bit_depth = 8;
  std::uint32_t largest = 0;
  double share_between = 0;  ///< of the pixels: those that are neither 0 nor `largest`
};

/// The values of one channel of an image, or of all. The form is that of the whole image: in a channel that
/// shows almost nothing, a 1 is a grey value as in the others.
MaskValues mask_values(const Image& image, std::optional<int> channel = {});

/// The samples of a mask as 0..255, 255 where a mask of two values says that the label is present.
Plane<std::uint8_t> mask_plane(const Plane<std::uint32_t>& samples, int bit_depth, MaskForm form);

}  // namespace emsurvey
