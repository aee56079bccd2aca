// Encoder and decoder that the resnet, the highwaynet and the densenet share.
#pragma once

#include <torch/nn/module.h>

#include <memory>
#include <vector>

#include "network/layers.h"

namespace emsurvey {

/// [N, 1, H, W] -> [N, 4 f, H/4, W/4]: three convolutions with neither norm nor activation between them.
class Encoder : public torch::nn::Module {
 public:
  explicit Encoder(int filters);
  at::Tensor forward(const at::Tensor& sections) const;

 private:
  std::shared_ptr<GreyConvolution> first_;
  std::shared_ptr<Convolution> down1_;
  std::shared_ptr<Convolution> down2_;
};

/// [N, 4 f, H/4, W/4] -> [N, C, H, W] in [-1, 1].
class Decoder : public torch::nn::Module {
 public:
  Decoder(int filters, int label_count);
  at::Tensor forward(const at::Tensor& features) const;

 private:
  std::shared_ptr<UpConvolution> up1_;
  std::shared_ptr<SampleNorm> norm1_;
  std::shared_ptr<UpConvolution> up2_;
  std::shared_ptr<SampleNorm> norm2_;
  std::shared_ptr<Convolution> last_;
};

}  // namespace emsurvey
