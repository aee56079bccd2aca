// Random masks of a network that drops features, in training and in testing.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "base/random.h"

namespace emsurvey {

/// One sequence of random numbers for each sample of a batch, so that a mask depends on the sample and not on
/// the batch or the rank that the sample is in. Serves one forward pass: its layers draw one after the other.
class DropoutNoise {
 public:
  /// For training. `samples`: the numbers of the batch's samples in their training.
  DropoutNoise(const RandomKey& key, const std::vector<std::uint32_t>& samples);

  /// For testing: the same masks for every section, so that its labels are a function of network and section
  /// alone.
  static DropoutNoise of_testing(std::int64_t sample_count);

  /// `x` [N, C, H, W] with each value dropped (0) with probability 1/2 or else doubled.
  at::Tensor drop_half(const at::Tensor& x);

 private:
  std::vector<RandomSequence> sequences_;
};

}  // namespace emsurvey
