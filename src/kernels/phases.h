// The output of a transposed convolution of stride 2 from four phases: the outputs at even and odd rows and columns.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Phases [samples, 2, 2, channels, height + 1, width + 1] and the image [samples, channels, 2 height, 2 width].
struct PhaseShape {
  std::int64_t samples, channels, height, width;
};

/// Pixel (2 y + p, 2 x + q) of the image is pixel (y + p, x + q) of phase (p, q). `begin` and `end` limit the
/// rows of all channels of the image. `Bits` has the size of a number.
template <class Bits>
void interleave_phases(const PhaseShape& shape, const Bits* phases, Bits* image, std::int64_t begin,
                       std::int64_t end);

/// The gradient of the phases from that of the image, with the rows of all phases: 0 where a phase is not used.
template <class Bits>
void separate_phases(const PhaseShape& shape, const Bits* image, Bits* phases, std::int64_t begin,
                     std::int64_t end);

}  // namespace emsurvey
