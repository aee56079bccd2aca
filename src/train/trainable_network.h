// A network that is being trained, with its optimiser.
#pragma once

#include <torch/nn/module.h>

#include <memory>
#include <string>
#include <vector>

#include "train/adam.h"
#include "train/checkpoint.h"
#include "train/flat_parameters.h"

namespace emsurvey {

/// Owns the parameters of a network, their gradients and the optimiser's moments, each in one flat buffer.
class TrainableNetwork {
 public:
  /// Takes the parameters of `network` as they are; `group`: where checkpoints keep them ("generator").
  TrainableNetwork(const torch::nn::Module& network, std::string group, const Experiment& experiment);

  /// The gradient of `loss`, a scalar, with respect to this network's parameters alone becomes theirs.
  void backward(const at::Tensor& loss, bool keep_graph = false);
  /// Takes a step of the optimiser.
  void update() { optimiser_.update(parameters_.values(), parameters_.gradients()); }

  const at::Tensor& values() const { return parameters_.values(); }
  at::Tensor& gradients() { return parameters_.gradients(); }
  /// Taken so far, a number on the device.
  const at::Tensor& steps() const { return optimiser_.steps; }

  /// What a checkpoint keeps of it, as it changes from step to step.
  std::vector<NamedBuffer> buffers(bool with_optimiser) const;

  struct State {
    at::Tensor values, first_moment, second_moment;  ///< flat; the moments undefined without an optimiser
  };
  /// Throws InputError when the checkpoint does not fit.
  State read(const CheckpointReader& checkpoint, bool with_optimiser) const;
  void assign(const State& state, std::int64_t steps);

 private:
  std::string group_;
  std::vector<at::Tensor> inputs_;  ///< the parameters, for backward
  FlatParameters parameters_;
  std::vector<at::Tensor> gradients_;  ///< of the parameters: views of the flat buffer
  Adam optimiser_;
};

}  // namespace emsurvey
