// A network that is trained, and its optimiser.
#pragma once

#include <torch/nn/module.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "train/adam.h"
#include "train/checkpoint.h"
#include "train/flat_parameters.h"
#include "train/rounded_weights.h"

namespace emsurvey {

/// Owns the parameters of a network, their gradients and the optimiser's moments, each in one flat buffer.
class TrainableNetwork {
 public:
  /// Keeps the current values of the parameters of `network`. `group` is their group in checkpoints
  /// ("generator").
  TrainableNetwork(const torch::nn::Module& network, std::string group, const Experiment& experiment);

  TrainableNetwork(const TrainableNetwork&) = delete;
  TrainableNetwork& operator=(const TrainableNetwork&) = delete;

  /// From now on, `network`, the one of the constructor, computes its steps with bfloat16 weights
  /// (RoundedWeights).
  void round_weights(const torch::nn::Module& network) { rounded_.emplace(network, parameters_); }
  /// Call it before the forward pass of a step.
  void begin_step();
  /// Computes the gradient of `loss`, a scalar, with respect to the parameters of this network alone, and
  /// stores it in gradients().
  void backward(const at::Tensor& loss, bool keep_graph = false);
  /// Takes one step of the optimiser.
  void update() { optimiser_.update(parameters_.values(), parameters_.gradients()); }

  const at::Tensor& values() const { return parameters_.values(); }
  /// Keeps a copy of the current values, in place of the one before.
  void keep_values();
  /// Replaces the current values by the kept ones, which must exist.
  void use_kept_values();
  at::Tensor& gradients() { return parameters_.gradients(); }
  /// Number of optimiser steps so far, a scalar on the device.
  const at::Tensor& steps() const { return optimiser_.steps; }

  /// The buffers that a checkpoint stores; their tensors change with every step. Without an optimiser, they are
  /// those of a finished training, which has no other values than the current ones.
  std::vector<NamedBuffer> buffers(bool with_optimiser) const;

  struct State {
    /// Flat; undefined are the moments without an optimiser, and kept values where there are none.
    at::Tensor values, first_moment, second_moment, kept;
  };
  /// Throws InputError if the checkpoint does not fit.
  State read(const CheckpointReader& checkpoint, bool with_optimiser) const;
  void assign(const State& state, std::int64_t steps);

 private:
  std::string group_;
  std::vector<at::Tensor> inputs_;  ///< The parameters, for backward().
  FlatParameters parameters_;
  std::vector<at::Tensor> gradients_;  ///< Views of the flat gradient buffer, one for each parameter.
  Adam optimiser_;
  std::optional<RoundedWeights> rounded_;
  at::Tensor kept_;  ///< Laid out like the parameters; undefined if nothing is kept.
};

}  // namespace emsurvey
