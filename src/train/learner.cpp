#include "train/learner.h"

#include <ATen/ATen.h>

#include <utility>

namespace emsurvey {

Learner::Learner(const torch::nn::Module& network, std::string group, const Experiment& experiment)
    : group_(std::move(group)),
      inputs_(network.parameters()),
      parameters_(network),
      optimiser_(parameters_.values(), experiment.learning_rate, experiment.beta1) {}

void Learner::backward(const at::Tensor& loss, bool keep_graph) {
  parameters_.gradients().zero_();
  loss.backward({}, keep_graph, /*create_graph=*/false, inputs_);
}

void Learner::update(const Reducer& reducer) {
  reducer.sum(parameters_.gradients());
  optimiser_.update(parameters_.values(), parameters_.gradients());
}

void Learner::write(CheckpointWriter& checkpoint, bool with_optimiser) const {
  checkpoint.parameters(group_, parameters_, parameters_.values());
  if (!with_optimiser) return;
  checkpoint.parameters(group_ + "_optimiser/first_moment", parameters_, optimiser_.first_moment);
  checkpoint.parameters(group_ + "_optimiser/second_moment", parameters_, optimiser_.second_moment);
}

Learner::State Learner::read(const CheckpointReader& checkpoint, bool with_optimiser) const {
  State state{checkpoint.parameters(group_, parameters_), {}, {}};
  if (with_optimiser) {
    state.first_moment = checkpoint.parameters(group_ + "_optimiser/first_moment", parameters_);
    state.second_moment = checkpoint.parameters(group_ + "_optimiser/second_moment", parameters_);
  }
  return state;
}

void Learner::assign(const State& state, std::int64_t steps) {
  const at::NoGradGuard no_graph;
  parameters_.values().copy_(state.values);
  if (state.first_moment.defined()) {
    optimiser_.first_moment = state.first_moment;
    optimiser_.second_moment = state.second_moment;
  }
  optimiser_.steps = steps;
}

}  // namespace emsurvey
