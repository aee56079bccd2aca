// Random masks for dropout, in training and in testing.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "base/random.h"

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

  /// Sets each value of `x` [N, C, H, W] to 0 with probability 1/2 and doubles the others.
  at::Tensor drop_half(const at::Tensor& x);

 private:
  RandomKey key_;
  at::Tensor samples_;
  std::int64_t drawn_ = 0;  ///< Number of 32-bit words drawn from each sequence.
};

}  // namespace emsurvey
