#include "train/initialise.h"

#include <ATen/ATen.h>

namespace emsurvey {

void initialise(torch::nn::Module& network, const RandomKey& key, RandomUse use) {
  const at::NoGradGuard no_graph;
  std::uint32_t number = 0;
  for (auto& item : network.named_parameters()) {
    at::Tensor& parameter = item.value();
    RandomSequence random(key, use, number++);
    const bool is_convolution = parameter.dim() == 4;
    if (!is_convolution && item.key().ends_with("bias")) continue;
    const double mean = is_convolution ? 0 : 1;
    at::Tensor values = at::empty(parameter.sizes());
    float* out = values.data_ptr<float>();
    for (std::int64_t i = 0; i < values.numel(); ++i)
      out[i] = static_cast<float>(mean + 0.02 * random.normal());
    parameter.copy_(values);
  }
}

}  // namespace emsurvey
