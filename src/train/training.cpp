#include "train/training.h"

#include <ATen/ATen.h>

#include <limits>

#include "train/batch.h"
#include "train/checkpoint.h"
#include "train/initialise.h"

namespace emsurvey {
namespace {

std::shared_ptr<Generator> initialised_generator(const Experiment& experiment) {
  auto generator = make_generator(experiment.network);
  initialise(*generator, experiment.random_key());
  return generator;
}

}  // namespace

Training::Training(const Experiment& experiment, const Split& split, const Dataset& dataset,
                   const Reducer& reducer)
    : dataset_(dataset),
      reducer_(reducer),
      experiment_(experiment),
      validation_images_(split.images(Role::validation)),
      sampler_(dataset, split.images(Role::train), experiment.crop_px, experiment.random_key()),
      loss_(make_loss(experiment.loss)),
      generator_(initialised_generator(experiment)),
      parameters_(*generator_),
      optimiser_(parameters_.values().numel(), experiment.learning_rate, experiment.beta1) {}

std::vector<Sample> Training::next_samples() {
  const std::int64_t share = experiment_.batch / reducer_.size();
  const std::int64_t first = steps_done_ * experiment_.batch + reducer_.rank() * share;
  std::vector<Sample> samples;
  for (std::int64_t i = 0; i < share; ++i) samples.push_back(sampler_.sample(first + i));
  return samples;
}

void Training::step() {
  const Batch batch = cut_batch(dataset_, next_samples(), experiment_.crop_px);
  parameters_.gradients().zero_();
  const at::Tensor output = generator_->forward(batch.sections);
  const at::Tensor sums = loss_.sums({output, batch.targets, batch.valid});
  const at::Tensor loss = loss_.value(sum_keeping_gradient(reducer_, sums));
  loss.backward();
  reducer_.sum(parameters_.gradients());
  optimiser_.update(parameters_.values(), parameters_.gradients());

  const at::Tensor value = loss.detach().to(at::kDouble);
  average_ = average_.defined() ? average_ * 0.99 + value * 0.01 : value;
  ++steps_done_;
}

double Training::loss() const {
  return average_.defined() ? average_.item<double>() : std::numeric_limits<double>::quiet_NaN();
}

double Training::validation_loss() const {
  at::Tensor sums;
  for (const int image : validation_images_) {
    const Batch batch = whole_section(dataset_, dataset_.sections[static_cast<std::size_t>(image)]);
    const int multiple = network_kind(experiment_.network.name).size_multiple;
    const at::Tensor output = apply(*generator_, batch.sections[0][0], multiple).unsqueeze(0);
    const at::Tensor of_image = loss_.sums({output, batch.targets, batch.valid});
    sums = sums.defined() ? sums + of_image : of_image;
  }
  return sums.defined() ? loss_.value(sums).item<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::string Training::checkpoint(bool with_optimiser, const std::string& provenance) const {
  CheckpointWriter writer(experiment_, dataset_, provenance);
  writer.parameters("generator", parameters_, parameters_.values());
  if (with_optimiser) {
    writer.parameters("generator_optimiser/first_moment", parameters_, optimiser_.first_moment);
    writer.parameters("generator_optimiser/second_moment", parameters_, optimiser_.second_moment);
  }
  writer.state(steps_done_, loss());
  return writer.finish();
}

void Training::restore(std::string checkpoint, const std::string& subject) {
  const CheckpointReader reader(std::move(checkpoint), subject, experiment_);
  const at::Tensor values = reader.parameters("generator", parameters_);
  if (reader.steps() < experiment_.steps) {
    const at::Tensor first = reader.parameters("generator_optimiser/first_moment", parameters_);
    const at::Tensor second = reader.parameters("generator_optimiser/second_moment", parameters_);
    optimiser_.first_moment = first;
    optimiser_.second_moment = second;
  }
  const at::NoGradGuard no_graph;
  parameters_.values().copy_(values);
  steps_done_ = optimiser_.steps = reader.steps();
  average_ = at::scalar_tensor(reader.average_loss(), at::kDouble);
}

}  // namespace emsurvey
