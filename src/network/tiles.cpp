#include "network/tiles.h"

#include <algorithm>

namespace emsurvey {
namespace {

/// The part of a row or a column that a tile labels and the part that it reads.
struct Stretch {
  std::int64_t begin, end, outer_begin, outer_end;
};

std::vector<Stretch> stretches_of(std::int64_t size, std::int64_t inner_px, std::int64_t margin_px) {
  std::vector<Stretch> stretches;
  for (std::int64_t begin = 0; begin < size; begin += inner_px) {
    const std::int64_t end = std::min(begin + inner_px, size);
    stretches.push_back(
        {begin, end, std::max<std::int64_t>(begin - margin_px, 0), std::min(end + margin_px, size)});
  }
  return stretches;
}

}  // namespace

int margin_px(const NetworkSpec& spec) {
  const int multiple = size_multiple(spec);
  // At level l, the convolution of stride 2 and the transposed convolution reach 2^l pixels each.
  if (spec.name == "unet") return 4 * multiple;
  // The wide convolutions at both ends reach 3 pixels each, those of stride 2 and the transposed ones 1 + 2 and
  // 4 + 2, each layer of the units, at a quarter of the resolution, 4. The convolutions at both ends and between them
  // are six layers.
  const int reached = 3 + 1 + 2 + 4 * (layer_count(spec) - 6) + 4 + 2 + 3;
  return (reached / multiple + 1) * multiple;  // More by the pixels that a feature stands for.
}

std::vector<Tile> tiles_of(std::int64_t height, std::int64_t width, std::int64_t inner_px,
                           std::int64_t margin_px) {
  std::vector<Tile> tiles;
  for (const Stretch& y : stretches_of(height, inner_px, margin_px)) {
    for (const Stretch& x : stretches_of(width, inner_px, margin_px)) {
      tiles.push_back(
          {{y.begin, x.begin, y.end - y.begin, x.end - x.begin},
           {y.outer_begin, x.outer_begin, y.outer_end - y.outer_begin, x.outer_end - x.outer_begin}});
    }
  }
  return tiles;
}

}  // namespace emsurvey
