#include "network/codec.h"

#include <ATen/ATen.h>

#include <utility>

namespace emsurvey {
namespace {

constexpr Kernel wide{7, 1, 3};
constexpr Kernel halving{3, 2, 1};

}  // namespace

Encoder::Encoder(int filters)
    : first_(register_module("conv1", std::make_shared<GreyConvolution>(filters, wide))),
      down1_(register_module("conv2", std::make_shared<Convolution>(filters, 2 * filters, halving))),
      down2_(register_module("conv3", std::make_shared<Convolution>(2 * filters, 4 * filters, halving))) {}

at::Tensor Encoder::forward(const at::Tensor& sections) const {
  return down2_->forward(down1_->forward(first_->forward(sections)));
}

Decoder::Decoder(int filters, int label_count)
    : up1_(register_module("up1", std::make_shared<UpConvolution>(4 * filters, 2 * filters))),
      norm1_(register_module("norm1", std::make_shared<SampleNorm>(2 * filters))),
      up2_(register_module("up2", std::make_shared<UpConvolution>(2 * filters, filters))),
      norm2_(register_module("norm2", std::make_shared<SampleNorm>(filters))),
      last_(register_module("conv", std::make_shared<Convolution>(filters, label_count, wide))) {}

at::Tensor Decoder::forward(const at::Tensor& features) const {
  at::Tensor x = norm1_->forward_relu(up1_->forward(features));
  x = norm2_->forward_relu(up2_->forward(x));
  return last_->forward(x).to(at::kFloat).tanh();
}

CodecNetwork::CodecNetwork(const NetworkSpec& spec, const std::string& unit_name,
                           std::vector<std::shared_ptr<Unit>> units)
    : Generator(spec),
      encoder_(register_module("encoder", std::make_shared<Encoder>(spec.filters))),
      decoder_(register_module("decoder", std::make_shared<Decoder>(spec.filters, spec.label_count))),
      units_(std::move(units)) {
  for (std::size_t i = 0; i < units_.size(); ++i) register_module(unit_name + std::to_string(i), units_[i]);
}

at::Tensor CodecNetwork::label(const at::Tensor& sections, DropoutNoise& /*noise*/) {
  at::Tensor x = encoder_->forward(sections);
  for (const auto& unit : units_) x = unit->forward(x);
  return decoder_->forward(x);
}

}  // namespace emsurvey
