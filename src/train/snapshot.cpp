#include "train/snapshot.h"

#include <ATen/ATen.h>

#include <limits>
#include <utility>

#include "train/host_copies.h"

namespace emsurvey {

TrainingLosses losses_of(const at::Tensor& averages) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const auto at = [&](std::int64_t i) { return averages.numel() > i ? averages[i].item<double>() : none; };
  return {.classic = at(0), .adversarial = at(1), .discriminator = at(2)};
}

bool are_finite(const at::Tensor& averages) {
  return averages.isfinite().all().item<bool>();
}

TrainingSnapshot::TrainingSnapshot(const Experiment& experiment, const Dataset& dataset, ModelState state,
                                   TrainingProgress progress)
    : experiment_(experiment), dataset_(dataset), state_(std::move(state)), progress_(std::move(progress)) {
  std::vector<at::Tensor> sources{state_.averages};
  for (const NamedBuffer& buffer : state_.buffers) sources.push_back(buffer.values);
  auto [copies, wait] = copy_to_host(sources);
  state_.averages = copies[0];
  for (std::size_t i = 0; i < state_.buffers.size(); ++i) state_.buffers[i].values = copies[i + 1];
  wait_ = std::move(wait);
}

bool TrainingSnapshot::has_diverged() const {
  wait_();
  return progress_.steps > 0 && !are_finite(state_.averages);
}

std::string TrainingSnapshot::file(const std::string& provenance) const {
  wait_();  // Before this thread takes the HDF5 lock.
  CheckpointWriter writer(experiment_, dataset_, provenance);
  for (const NamedBuffer& buffer : state_.buffers) writer.parameters(buffer);
  writer.state(progress_.steps, losses_of(state_.averages), progress_.marks);
  if (progress_.kept) writer.kept(*progress_.kept);
  return writer.finish();
}

}  // namespace emsurvey
