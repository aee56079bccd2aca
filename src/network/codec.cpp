#include "network/codec.h"

#include <ATen/ATen.h>

namespace emsurvey {

Encoder::Encoder(int filters)
    : first_(register_module("conv1", std::make_shared<GreyConvolution>(filters))),
      down1_(register_module("conv2", std::make_shared<Convolution>(filters, 2 * filters, 3, 2))),
      down2_(register_module("conv3", std::make_shared<Convolution>(2 * filters, 4 * filters, 3, 2))) {}

at::Tensor Encoder::forward(const at::Tensor& sections) const {
  return down2_->forward(down1_->forward(first_->forward(sections)));
}

Decoder::Decoder(int filters, int label_count)
    : up1_(register_module("up1", std::make_shared<UpConvolution>(4 * filters, 2 * filters))),
      norm1_(register_module("norm1", std::make_shared<SampleNorm>(2 * filters))),
      up2_(register_module("up2", std::make_shared<UpConvolution>(2 * filters, filters))),
      norm2_(register_module("norm2", std::make_shared<SampleNorm>(filters))),
      last_(register_module("conv", std::make_shared<Convolution>(filters, label_count, 7, 1))) {}

at::Tensor Decoder::forward(const at::Tensor& features) const {
  at::Tensor x = norm1_->forward(up1_->forward(features)).relu();
  x = norm2_->forward(up2_->forward(x)).relu();
  return last_->forward(x).tanh();
}

}  // namespace emsurvey
