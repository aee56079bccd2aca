// What repeats between encoder and decoder.
#pragma once

#include <torch/nn/module.h>

#include <memory>
#include <vector>

#include "network/layers.h"

namespace emsurvey {

/// Layers of a 3 x 3 convolution, norm and ReLU each (`conv1`, `norm1`, `conv2`, ...), which a kind of unit
/// connects in its way. [N, C, H, W] -> [N, C, H, W].
class Unit : public torch::nn::Module {
 public:
  virtual at::Tensor forward(const at::Tensor& x) const = 0;

 protected:
  /// `inputs`: the channels that each layer reads; all give `channels`.
  Unit(const std::vector<int>& inputs, int channels);

  at::Tensor layer(std::size_t i, const at::Tensor& x) const;
  std::size_t layer_count() const { return convolutions_.size(); }

 private:
  std::vector<std::shared_ptr<Convolution>> convolutions_;
  std::vector<std::shared_ptr<SampleNorm>> norms_;
};

/// The kernel of a unit's convolutions.
constexpr Kernel unit_kernel{3, 1, 1};

}  // namespace emsurvey
