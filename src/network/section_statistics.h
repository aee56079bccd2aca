// Labels the tiles of a section as the whole section would be labelled at once.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/progress_callback.h"
#include "network/generator.h"
#include "network/layers.h"
#include "network/tiles.h"

namespace emsurvey {

/// A section in tiles. Its size is a multiple of the network's `size_multiple`.
struct TiledSection {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<Tile> tiles;
  /// Returns the pixels of a window, [1, 1, height, width] in [-1, 1].
  std::function<at::Tensor(const Window&)> read;
};

/// Mean and variance of the inputs of a network's norms over a whole section, from its tiles.
///
/// The norms are measured one after the other, because the input of each depends on those before it: every tile
/// passes through the network up to the first norm that is not known yet, which counts the pixels of the inner
/// window. With N norms, the tiles are read N times; the later a norm, the longer its pass. The result is exact up
/// to rounding if the margin of the tiles is margin_px() of the network.
class SectionStatistics {
 public:
  /// Measures the statistics. `on_progress` is called before each tile.
  SectionStatistics(const std::shared_ptr<Generator>& generator, const TiledSection& section,
                    const ProgressCallback& on_progress = {});

  /// Labels the pixels `input` [1, 1, h, w] of the outer window of a tile; returns those of its inner window,
  /// [C, h', w'].
  at::Tensor label(const Tile& tile, const at::Tensor& input) const;

 private:
  /// Statistics of one norm; undefined while they are not known.
  struct Moments {
    at::Tensor mean;      ///< [C]
    at::Tensor variance;  ///< [C], of all pixels, as in SampleNorm.
  };
  class Measurement;
  class RuleScope;

  std::shared_ptr<Generator> generator_;
  std::vector<std::shared_ptr<SampleNorm>> norms_;
  std::vector<Moments> moments_;  ///< In the order of norms_.
  std::int64_t height_;
  std::int64_t width_;
};

}  // namespace emsurvey
