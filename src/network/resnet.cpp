// The published residual network: encoder, blocks x + T(x), decoder.
#include "network/resnet.h"

#include <ATen/ATen.h>

#include "network/codec.h"
#include "network/layers.h"

namespace emsurvey {
namespace {

/// T(x): (3 x 3 convolution, norm, ReLU) twice.
class Transform : public torch::nn::Module {
 public:
  explicit Transform(int channels) {
    for (const char* half : {"1", "2"}) {
      convolutions_.push_back(register_module(std::string("conv") + half,
                                              std::make_shared<Convolution>(channels, channels, 3, 1)));
      norms_.push_back(register_module(std::string("norm") + half, std::make_shared<SampleNorm>(channels)));
    }
  }
  at::Tensor forward(at::Tensor x) const {
    for (std::size_t i = 0; i < convolutions_.size(); ++i) {
      x = norms_[i]->forward(convolutions_[i]->forward(x)).relu();
    }
    return x;
  }

 private:
  std::vector<std::shared_ptr<Convolution>> convolutions_;
  std::vector<std::shared_ptr<SampleNorm>> norms_;
};

class Resnet : public Generator {
 public:
  explicit Resnet(const NetworkSpec& spec)
      : encoder_(register_module("encoder", std::make_shared<Encoder>(spec.filters))),
        decoder_(register_module("decoder", std::make_shared<Decoder>(spec.filters, spec.label_count))) {
    for (int i = 0; i < spec.depth; ++i) {
      blocks_.push_back(
          register_module("block" + std::to_string(i), std::make_shared<Transform>(4 * spec.filters)));
    }
  }

  at::Tensor forward(const at::Tensor& sections) override {
    at::Tensor x = encoder_->forward(sections);
    for (const auto& block : blocks_) x = x + block->forward(x);
    return decoder_->forward(x);
  }

 private:
  std::shared_ptr<Encoder> encoder_;
  std::vector<std::shared_ptr<Transform>> blocks_;
  std::shared_ptr<Decoder> decoder_;
};

}  // namespace

std::shared_ptr<Generator> make_resnet(const NetworkSpec& spec) {
  return std::make_shared<Resnet>(spec);
}

}  // namespace emsurvey
