// The unit that is repeated between encoder and decoder.
#pragma once

#include <torch/nn/module.h>

#include <memory>
#include <vector>

#include "network/layers.h"

namespace emsurvey {

/// A sequence of layers, each with a 3 x 3 convolution, norm and ReLU (`conv1`, `norm1`, `conv2`, ...).
/// Derived classes connect the layers. Maps [N, C, H, W] to [N, C, H, W].
class Unit : public torch::nn::Module {
 public:
  virtual at::Tensor forward(const at::Tensor& x) const = 0;

 protected:
  /// `inputs` holds the number of input channels of each layer; all layers have `channels` output channels.
  Unit(const std::vector<int>& inputs, int channels);

  at::Tensor layer(std::size_t i, const at::Tensor& x) const;
  /// The output of a layer plus `added`.
  at::Tensor layer_and_sum(std::size_t i, const at::Tensor& x, const at::Tensor& added) const;
  std::size_t layer_count() const { return convolutions_.size(); }

 private:
  std::vector<std::shared_ptr<Convolution>> convolutions_;
  std::vector<std::shared_ptr<SampleNorm>> norms_;
};

/// Kernel of the convolutions of a unit.
constexpr Kernel unit_kernel{3, 1, 1};

}  // namespace emsurvey
