#include "train/rounded_weights.h"

#include <ATen/ATen.h>

#include <set>

#include "network/layers.h"

namespace emsurvey {
namespace {

/// Returns the weights of the convolutions that take them as they are.
std::set<const c10::TensorImpl*> convolution_weights(const torch::nn::Module& network) {
  std::set<const c10::TensorImpl*> weights;
  for (const auto& module : network.modules(/*include_self=*/false)) {
    if (module->as<Convolution>() == nullptr && module->as<UpConvolution>() == nullptr) continue;
    for (const at::Tensor& weight : module->parameters(/*recurse=*/false))
      weights.insert(weight.unsafeGetTensorImpl());
  }
  return weights;
}

}  // namespace

RoundedWeights::RoundedWeights(const torch::nn::Module& network, const FlatParameters& parameters)
    : parameters_(parameters), rounded_(parameters.values().to(at::kBFloat16)) {
  const auto wanted = convolution_weights(network);
  const auto own = network.parameters();
  const auto exact = parameters.views(parameters.values()), rounded = parameters.views(rounded_);
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (wanted.contains(own[i].unsafeGetTensorImpl()))
      weights_.push_back({own[i], exact[i].second, rounded[i].second});
  }
}

void RoundedWeights::use() {
  const at::NoGradGuard no_graph;
  rounded_.copy_(parameters_.values());
  for (const Weight& weight : weights_) weight.parameter.set_data(weight.rounded);
}

void RoundedWeights::release() {
  for (const Weight& weight : weights_) weight.parameter.set_data(weight.exact);
}

}  // namespace emsurvey
