// Random masks for dropout, in training and in testing.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "base/random.h"
#include "network/tiles.h"

namespace emsurvey {

/// Random masks for one forward pass. Each sample of a batch has its own sequence of random numbers, so that
/// its mask does not depend on the rest of the batch or on the rank. The layers of the network draw from the
/// sequences one after the other. Masks are computed on the device of the features, without synchronisation,
/// and have the same bits on every device.
class DropoutNoise {
 public:
  /// For training. `samples` [N], int64, holds the numbers of the batch's samples within the run.
  DropoutNoise(const RandomKey& key, at::Tensor samples);

  /// For testing. All sections get the same masks, so that the labels are a function of the network and the
  /// section.
  static DropoutNoise of_testing(std::int64_t sample_count);

  /// For the testing of one tile: its part of the masks of the whole section.
  static DropoutNoise of_tile(const TilePlace& place);

  /// Announces calls of drop_half() for features of `sizes` values a sample, in their order. Their random numbers
  /// are then computed together, in as many kernels as those of one layer.
  void announce(const std::vector<std::int64_t>& sizes);

  /// Sets each value of `x` [N, C, H, W] to 0 with probability 1/2 and doubles the others.
  at::Tensor drop_half(const at::Tensor& x);

 private:
  /// Returns the bits of the next words of each sequence, [N, words, 32], as 0 or 2.
  at::Tensor next_bits(std::int64_t words, const at::Device& device);

  /// Returns the part of the next mask that belongs to the tile, [1, C, h, w], as 0 or 2.
  at::Tensor next_mask_of_tile(const at::Tensor& x);

  RandomKey key_;
  std::optional<TilePlace> place_;
  at::Tensor samples_;
  std::int64_t next_word_ = 0;   ///< Index of the next 32-bit word of each sequence.
  std::int64_t announced_ = 0;   ///< Words of announced layers that have not been computed.
  at::Tensor bits_;              ///< Bits of the computed words, [N, words, 32].
  std::int64_t first_word_ = 0;  ///< Index of the first of them.
};

}  // namespace emsurvey
