#include "kernels/phases.h"

#include <algorithm>

namespace emsurvey {

template <class Bits>
void interleave_phases(const PhaseShape& shape, const Bits* phases, Bits* image, std::int64_t begin,
                       std::int64_t end) {
  const std::int64_t phase_width = shape.width + 1, plane = (shape.height + 1) * phase_width;
  for (std::int64_t row = begin; row < end; ++row) {
    const std::int64_t y = row % (2 * shape.height) / 2, p = row % 2;
    const std::int64_t channel = row / (2 * shape.height) % shape.channels;
    const std::int64_t sample = row / (2 * shape.height) / shape.channels;
    const Bits* even =
        phases + ((sample * 4 + 2 * p) * shape.channels + channel) * plane + (y + p) * phase_width;
    const Bits* odd = even + shape.channels * plane + 1;
    Bits* to = image + row * 2 * shape.width;
    for (std::int64_t x = 0; x < shape.width; ++x) {
      to[2 * x] = even[x];
      to[2 * x + 1] = odd[x];
    }
  }
}

template <class Bits>
void separate_phases(const PhaseShape& shape, const Bits* image, Bits* phases, std::int64_t begin,
                     std::int64_t end) {
  const std::int64_t phase_width = shape.width + 1;
  for (std::int64_t row = begin; row < end; ++row) {
    const std::int64_t of_phase = row % (shape.height + 1), plane = row / (shape.height + 1);
    const std::int64_t channel = plane % shape.channels, q = plane / shape.channels % 2;
    const std::int64_t p = plane / shape.channels / 2 % 2, sample = plane / shape.channels / 4;
    const std::int64_t y = of_phase - p;
    Bits* to = phases + row * phase_width;
    if (y < 0 || y >= shape.height) {
      std::fill(to, to + phase_width, Bits{0});
      continue;
    }
    const Bits* from =
        image + ((sample * shape.channels + channel) * 2 * shape.height + 2 * y + p) * 2 * shape.width + q;
    to[q == 0 ? shape.width : 0] = 0;
    for (std::int64_t x = 0; x < shape.width; ++x) to[x + q] = from[2 * x];
  }
}

template void interleave_phases(const PhaseShape&, const std::uint16_t*, std::uint16_t*, std::int64_t,
                                std::int64_t);
template void interleave_phases(const PhaseShape&, const std::uint32_t*, std::uint32_t*, std::int64_t,
                                std::int64_t);
template void interleave_phases(const PhaseShape&, const std::uint64_t*, std::uint64_t*, std::int64_t,
                                std::int64_t);
template void separate_phases(const PhaseShape&, const std::uint16_t*, std::uint16_t*, std::int64_t,
                              std::int64_t);
template void separate_phases(const PhaseShape&, const std::uint32_t*, std::uint32_t*, std::int64_t,
                              std::int64_t);
template void separate_phases(const PhaseShape&, const std::uint64_t*, std::uint64_t*, std::int64_t,
                              std::int64_t);

}  // namespace emsurvey
