#include "train/flat_parameters.h"

#include <ATen/ATen.h>

namespace emsurvey {

FlatParameters::FlatParameters(const torch::nn::Module& network, at::MemoryFormat format) : format_(format) {
  const auto parameters = network.named_parameters();
  std::int64_t total = 0;
  for (const auto& item : parameters) {
    const at::Tensor& parameter = item.value();
    slots_.push_back({item.key(), total, parameter.sizes().vec(), parameter.numel()});
    total += parameter.numel();
  }
  const auto options = parameters.front().value().options().requires_grad(false);
  values_ = at::zeros({total}, options);
  gradients_ = at::zeros({total}, options);

  const at::NoGradGuard no_graph;
  const auto value_views = views(values_);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    at::Tensor parameter = parameters[i].value();
    value_views[i].second.copy_(parameter);
    parameter.set_data(value_views[i].second);
  }
}

std::vector<std::pair<std::string, at::Tensor>> FlatParameters::views(const at::Tensor& flat) const {
  std::vector<std::pair<std::string, at::Tensor>> result;
  for (const auto& [name, offset, shape, size] : slots_) {
    const at::Tensor part = flat.narrow(0, offset, size);
    const bool has_channels_last = format_ == at::MemoryFormat::ChannelsLast && shape.size() == 4;
    result.emplace_back(name, has_channels_last
                                  ? part.view({shape[0], shape[2], shape[3], shape[1]}).permute({0, 3, 1, 2})
                                  : part.view(shape));
  }
  return result;
}

}  // namespace emsurvey
