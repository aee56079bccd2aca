#include "network/discriminator.h"

#include <ATen/ATen.h>

#include <string>

namespace emsurvey {
namespace {

constexpr int filters = 64;
constexpr Kernel halving{4, 2, 1};
constexpr Kernel sliding{4, 1, 1};

}  // namespace

Discriminator::Discriminator(int label_count)
    : first_(register_module("conv1", std::make_shared<GreyConvolution>(filters, halving, label_count))) {
  int channels = filters;
  for (const int number : {2, 3, 4}) {
    const std::string suffix = std::to_string(number);
    convolutions_.push_back(register_module(
        "conv" + suffix,
        std::make_shared<Convolution>(channels, 2 * channels, number < 4 ? halving : sliding)));
    channels *= 2;
    norms_.push_back(register_module("norm" + suffix, std::make_shared<SampleNorm>(channels)));
  }
  last_ = register_module("conv5", std::make_shared<Convolution>(channels, 1, sliding));
}

at::Tensor Discriminator::forward(const at::Tensor& sections, const at::Tensor& labels) const {
  at::Tensor x = at::leaky_relu(first_->forward(at::cat({sections, labels}, 1)), 0.2);
  for (std::size_t i = 0; i < convolutions_.size(); ++i)
    x = at::leaky_relu(norms_[i]->forward(convolutions_[i]->forward(x)), 0.2);
  return last_->forward(x).to(at::kFloat).sigmoid();
}

}  // namespace emsurvey
