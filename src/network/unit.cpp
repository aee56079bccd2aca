#include "network/unit.h"

#include <ATen/ATen.h>

#include <string>

namespace emsurvey {

Unit::Unit(const std::vector<int>& inputs, int channels) {
  for (const int input : inputs) {
    const std::string number = std::to_string(convolutions_.size() + 1);
    convolutions_.push_back(
        register_module("conv" + number, std::make_shared<Convolution>(input, channels, unit_kernel)));
    norms_.push_back(register_module("norm" + number, std::make_shared<SampleNorm>(channels)));
  }
}

at::Tensor Unit::layer(std::size_t i, const at::Tensor& x) const {
  return norms_[i]->forward_relu(convolutions_[i]->forward(x));
}

at::Tensor Unit::layer_and_sum(std::size_t i, const at::Tensor& x, const at::Tensor& added) const {
  return norms_[i]->forward_relu(convolutions_[i]->forward(x), added);
}

}  // namespace emsurvey
