// The PatchGAN discriminator of the published study.
#pragma once

#include <torch/nn/module.h>

#include <memory>
#include <vector>

#include "network/layers.h"

namespace emsurvey {

/// Returns for each patch of a section the probability that the given labels are the true ones. The network
/// has five 4 x 4 convolutions with padding 1: 64, 128 and 256 channels with stride 2, then 512 and 1 with
/// stride 1.
class Discriminator : public torch::nn::Module {
 public:
  explicit Discriminator(int label_count);

  /// Maps sections [N, 1, H, W] and labels [N, C, H, W], both in [-1, 1] and at least `smallest_judged_px`
  /// high and wide, to probabilities [N, 1, about H/8, about W/8]; 256 x 256 gives 30 x 30.
  at::Tensor forward(const at::Tensor& sections, const at::Tensor& labels) const;

 private:
  std::shared_ptr<GreyConvolution> first_;
  std::vector<std::shared_ptr<Convolution>> convolutions_;
  std::vector<std::shared_ptr<SampleNorm>> norms_;
  std::shared_ptr<Convolution> last_;
};

}  // namespace emsurvey
