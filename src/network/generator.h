// Networks that map a grey section to its labels.
#pragma once

#include <torch/nn/module.h>

#include <cstdint>
#include <memory>

#include "network/catalogue.h"

namespace emsurvey {

/// Maps grey sections [N, 1, H, W] in [-1, 1] to labels [N, C, H, W] in [-1, 1].
/// H and W are multiples of the kind's `size_multiple`. Every sample is normalised by its own statistics, in
/// training and in testing, so a sample's output does not depend on the rest of the batch.
class Generator : public torch::nn::Module {
 public:
  virtual at::Tensor forward(const at::Tensor& sections) = 0;

  /// Trainable parameters.
  std::int64_t parameter_count() const;
};

/// Parameters are not initialised.
std::shared_ptr<Generator> make_generator(const NetworkSpec& spec);

/// Labels of one section of any size [H, W] -> [C, H, W], both in [-1, 1]: reflects the borders out to
/// `size_multiple` of the network and crops the result. For testing and prediction; keeps no graph.
at::Tensor apply(Generator& generator, const at::Tensor& section, int size_multiple);

}  // namespace emsurvey
