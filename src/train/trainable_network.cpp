#include "train/trainable_network.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#include <map>
#include <utility>

#include "train/device.h"

namespace emsurvey {
namespace {

/// Copies tensors of one type to tensors of one type, with equal strides.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1)
void copy_alike(const std::vector<at::Tensor>& from, const std::vector<at::Tensor>& to) {
  at::_foreach_copy_(to, from);  // A few kernels on a GPU.
}
#else
void copy_alike(const std::vector<at::Tensor>& from, const std::vector<at::Tensor>& to) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i].copy_(from[i]);
}
#endif

void copy_all(const std::vector<at::Tensor>& from, const std::vector<at::Tensor>& to) {
  struct Alike {
    std::vector<at::Tensor> from, to;
  };
  std::map<at::ScalarType, Alike> by_type;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i].strides() == to[i].strides()) {
      Alike& alike = by_type[from[i].scalar_type()];
      alike.from.push_back(from[i]);
      alike.to.push_back(to[i]);
    } else {
      to[i].copy_(from[i]);
    }
  }
  for (const auto& [type, alike] : by_type) copy_alike(alike.from, alike.to);
}

}  // namespace

TrainableNetwork::TrainableNetwork(const torch::nn::Module& network, std::string group,
                                   const Experiment& experiment)
    : group_(std::move(group)),
      inputs_(network.parameters()),
      parameters_(network, fastest_format(inputs_.front().device())),
      optimiser_(parameters_.values(), experiment.learning_rate, experiment.beta1,
                 /*is_fused=*/inputs_.front().is_cuda()) {
  for (const auto& [name, view] : parameters_.views(parameters_.gradients())) gradients_.push_back(view);
}

void TrainableNetwork::begin_step() {
  if (rounded_) rounded_->use();
}

void TrainableNetwork::backward(const at::Tensor& loss, bool keep_graph) {
  copy_all(torch::autograd::grad({loss}, inputs_, {}, keep_graph, /*create_graph=*/false), gradients_);
  if (rounded_) rounded_->release();
}

void TrainableNetwork::keep_values() {
  const at::NoGradGuard no_graph;
  if (kept_.defined())
    kept_.copy_(parameters_.values());
  else
    kept_ = parameters_.values().clone();
}

void TrainableNetwork::use_kept_values() {
  const at::NoGradGuard no_graph;
  parameters_.values().copy_(kept_);
}

std::vector<NamedBuffer> TrainableNetwork::buffers(bool with_optimiser) const {
  std::vector<NamedBuffer> buffers{{group_, &parameters_, parameters_.values()}};
  if (with_optimiser) {
    buffers.push_back({group_ + "_optimiser/first_moment", &parameters_, optimiser_.first_moment});
    buffers.push_back({group_ + "_optimiser/second_moment", &parameters_, optimiser_.second_moment});
    if (kept_.defined()) buffers.push_back({kept_group(group_), &parameters_, kept_});
  }
  return buffers;
}

TrainableNetwork::State TrainableNetwork::read(const CheckpointReader& checkpoint,
                                               bool with_optimiser) const {
  State state{checkpoint.parameters(group_, parameters_), {}, {}, {}};
  if (with_optimiser) {
    state.first_moment = checkpoint.parameters(group_ + "_optimiser/first_moment", parameters_);
    state.second_moment = checkpoint.parameters(group_ + "_optimiser/second_moment", parameters_);
    if (checkpoint.has_group(kept_group(group_)))
      state.kept = checkpoint.parameters(kept_group(group_), parameters_);
  }
  return state;
}

void TrainableNetwork::assign(const State& state, std::int64_t steps) {
  const at::NoGradGuard no_graph;
  parameters_.values().copy_(state.values);
  if (state.first_moment.defined()) {
    optimiser_.first_moment.copy_(state.first_moment);
    optimiser_.second_moment.copy_(state.second_moment);
  }
  optimiser_.steps.fill_(steps);
  kept_ = state.kept;
}

}  // namespace emsurvey
