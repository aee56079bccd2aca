// An image as four phases: the pixels at even and odd rows and columns. Convolutions of stride 2, transposed or not,
// are convolutions of phases of stride 1.
#pragma once

#include <cstdint>

namespace emsurvey {

/// The image [samples, channels, height, width] and its phases [samples, 2, 2, channels, phase_height(),
/// phase_width()].
struct PhaseShape {
  std::int64_t samples, channels, height, width;

  std::int64_t phase_height() const { return height / 2 + 1; }
  std::int64_t phase_width() const { return width / 2 + 1; }
};

/// Pixel (2 y - p, 2 x - q) of the image is pixel (y, x) of phase (p, q). `begin` and `end` limit the rows of all
/// channels of the image. `Bits` has the size of a number.
template <class Bits>
void interleave_phases(const PhaseShape& shape, const Bits* phases, Bits* image, std::int64_t begin,
                       std::int64_t end);

/// The inverse, with the rows of all phases: 0 where a phase lies outside of the image. Each function computes the
/// gradient of the other.
template <class Bits>
void separate_phases(const PhaseShape& shape, const Bits* image, Bits* phases, std::int64_t begin,
                     std::int64_t end);

}  // namespace emsurvey
