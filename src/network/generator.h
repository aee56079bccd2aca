// Networks that map a grey-level section to its labels.
#pragma once

#include <torch/nn/module.h>

#include <cstdint>
#include <memory>

#include "network/catalogue.h"
#include "network/dropout.h"

namespace emsurvey {

/// Maps grey-level sections [N, 1, H, W] in [-1, 1] to labels [N, C, H, W] in [-1, 1]. H and W must be
/// multiples of the network's `size_multiple`. Every sample is normalised by its own statistics, in training
/// and in testing, so its output does not depend on the rest of the batch.
class Generator : public torch::nn::Module {
 public:
  explicit Generator(const NetworkSpec& spec) : spec_(spec) {}

  const NetworkSpec& spec() const { return spec_; }

  /// Labels a batch of a training. `noise` must have been made for the samples of `sections`.
  at::Tensor forward(const at::Tensor& sections, DropoutNoise noise) { return label(sections, noise); }
  /// Labels sections with the dropout masks for testing (DropoutNoise::of_testing()).
  at::Tensor forward(const at::Tensor& sections) {
    return forward(sections, DropoutNoise::of_testing(sections.size(0)));
  }

 private:
  virtual at::Tensor label(const at::Tensor& sections, DropoutNoise& noise) = 0;

  NetworkSpec spec_;
};

/// Makes a network. Its parameters are not initialised.
std::shared_ptr<Generator> make_generator(const NetworkSpec& spec);

/// Returns the number of trainable parameters.
std::int64_t parameter_count(const torch::nn::Module& network);

/// Labels one section of any size, [H, W] -> [C, H, W], both in [-1, 1]. Pads the section to the network's
/// `size_multiple` by reflection (by replication if the section is too small for that) and crops the result.
/// Used for testing and prediction, without recording a graph. The result is on the device of the network.
at::Tensor label_section(Generator& generator, const at::Tensor& section);

}  // namespace emsurvey
