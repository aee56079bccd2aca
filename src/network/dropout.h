// Random masks of a network that drops features, in training and in testing.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "base/random.h"

namespace emsurvey {

/// One sequence of random numbers for each sample of a batch, so that a mask depends on the sample and not on
/// the batch or the rank that the sample is in. Serves one forward pass: its layers draw one after the other.
/// The masks are made where the features are, the same bits on every device, without waiting for it.
class DropoutNoise {
 public:
  /// For training. `samples`: the numbers of the batch's samples in their training, [N], int64.
  DropoutNoise(const RandomKey& key, at::Tensor samples);

  /// For testing: the same masks for every section, so that its labels are a function of network and section
  /// alone.
  static DropoutNoise of_testing(std::int64_t sample_count);

  /// `x` [N, C, H, W] with each value dropped (0) with probability 1/2 or else doubled.
  at::Tensor drop_half(const at::Tensor& x);

 private:
  RandomKey key_;
  at::Tensor samples_;
  std::int64_t drawn_ = 0;  ///< words of 32 bits, of each sequence
};

}  // namespace emsurvey
