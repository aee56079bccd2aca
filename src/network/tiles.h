// Division of a section into overlapping tiles.
#pragma once

#include <cstdint>
#include <vector>

#include "network/catalogue.h"

namespace emsurvey {

/// A rectangle of pixels.
struct Window {
  std::int64_t y = 0;
  std::int64_t x = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;

  std::int64_t pixels() const { return height * width; }
  bool operator==(const Window&) const = default;
};

/// A rectangle in a section of `height` x `width` pixels.
struct TilePlace {
  std::int64_t height = 0;
  std::int64_t width = 0;
  Window window;
};

/// A tile labels the pixels of `inner`, and reads those of `outer`, which contains it.
struct Tile {
  Window inner;
  Window outer;
};

/// Returns a distance in pixels: an output depends only on inputs at most so far away in height and in width,
/// beside the statistics of the norms. It is a multiple of size_multiple().
int margin_px(const NetworkSpec& spec);

/// Divides a section into tiles whose inner windows cover it once, each at most `inner_px` high and wide. The outer
/// windows are larger by `margin_px` on each side that is not a border of the section. All sizes are multiples of
/// the network's size_multiple(), so that each layer of a tile has the pixels that it has in the whole section.
std::vector<Tile> tiles_of(std::int64_t height, std::int64_t width, std::int64_t inner_px,
                           std::int64_t margin_px);

}  // namespace emsurvey
