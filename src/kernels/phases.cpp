#include "kernels/phases.h"

#include <algorithm>

namespace emsurvey {

template <class Bits>
void interleave_phases(const PhaseShape& shape, const Bits* phases, Bits* image, std::int64_t begin,
                       std::int64_t end) {
  const std::int64_t phase_width = shape.phase_width(), plane = shape.phase_height() * phase_width;
  for (std::int64_t row = begin; row < end; ++row) {
    const std::int64_t y = row % shape.height, p = y % 2;
    const std::int64_t channel = row / shape.height % shape.channels;
    const std::int64_t sample = row / shape.height / shape.channels;
    const Bits* even =
        phases + ((sample * 4 + 2 * p) * shape.channels + channel) * plane + (y + p) / 2 * phase_width;
    const Bits* odd = even + shape.channels * plane + 1;
    Bits* to = image + row * shape.width;
    for (std::int64_t x = 0; x < shape.width / 2; ++x) {
      to[2 * x] = even[x];
      to[2 * x + 1] = odd[x];
    }
    if (shape.width % 2 == 1) to[shape.width - 1] = even[shape.width / 2];
  }
}

template <class Bits>
void separate_phases(const PhaseShape& shape, const Bits* image, Bits* phases, std::int64_t begin,
                     std::int64_t end) {
  const std::int64_t height = shape.phase_height(), width = shape.phase_width();
  for (std::int64_t row = begin; row < end; ++row) {
    const std::int64_t plane = row / height, channel = plane % shape.channels;
    const std::int64_t q = plane / shape.channels % 2, p = plane / shape.channels / 2 % 2;
    const std::int64_t sample = plane / shape.channels / 4, y = 2 * (row % height) - p;
    Bits* to = phases + row * width;
    if (y < 0 || y >= shape.height) {
      std::fill(to, to + width, Bits{0});
      continue;
    }
    const Bits* from = image + ((sample * shape.channels + channel) * shape.height + y) * shape.width;
    const std::int64_t last = (shape.width - 1 + q) / 2;
    to[0] = q == 0 ? from[0] : Bits{0};
    for (std::int64_t x = 1; x <= last; ++x) to[x] = from[2 * x - q];
    std::fill(to + last + 1, to + width, Bits{0});
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
