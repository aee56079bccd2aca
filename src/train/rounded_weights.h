// Convolution weights in bfloat16.
#pragma once

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>

#include <vector>

#include "train/flat_parameters.h"

namespace emsurvey {

/// A bfloat16 copy of the weights of a network. While it is in use, convolutions and transposed convolutions
/// compute with it, so that a step rounds all weights by one kernel instead of one for each layer. Norms keep
/// their float32 weights, and so does a GreyConvolution, which rounds the sum of its weights.
class RoundedWeights {
 public:
  /// `parameters` has the weights of `network`; its layout must outlive the object. The network may apply each
  /// weight once a step: gradients of several applications would be summed in bfloat16.
  RoundedWeights(const torch::nn::Module& network, const FlatParameters& parameters);

  /// Rounds the current weights and lets the network compute with the copies. Their gradients are bfloat16, too.
  void use();
  /// Lets the network compute with its own weights again.
  void release();

 private:
  struct Weight {
    at::Tensor parameter;  ///< The parameter of the layer, whose values are exchanged.
    at::Tensor exact;      ///< Its float32 values, a view of the flat buffer.
    at::Tensor rounded;    ///< Its bfloat16 values, a view of rounded_.
  };
  const FlatParameters& parameters_;
  at::Tensor rounded_;  ///< Laid out like the parameters.
  std::vector<Weight> weights_;
};

}  // namespace emsurvey
