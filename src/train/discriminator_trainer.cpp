#include "train/discriminator_trainer.h"

#include <ATen/ATen.h>

#include "loss/adversarial.h"
#include "train/initialise.h"

namespace emsurvey {
namespace {

std::shared_ptr<Discriminator> initialised_discriminator(const Experiment& experiment,
                                                         const at::Device& device) {
  auto discriminator = std::make_shared<Discriminator>(experiment.network.label_count);
  initialise(*discriminator, experiment.random_key(), RandomUse::discriminator_weights);
  discriminator->to(device);
  return discriminator;
}

}  // namespace

DiscriminatorTrainer::DiscriminatorTrainer(const Experiment& experiment, const at::Device& device)
    : discriminator_(initialised_discriminator(experiment, device)),
      network_(*discriminator_, "discriminator", experiment) {}

DiscriminatorTrainer::Losses DiscriminatorTrainer::losses(const Batch& batch,
                                                          const at::Tensor& output) const {
  const auto annotated = [&](const at::Tensor& labels) {
    return batch.valid.defined() ? labels * batch.valid : labels;
  };
  const at::Tensor real = discriminator_->forward(batch.sections, annotated(batch.targets));
  const at::Tensor fake = discriminator_->forward(batch.sections, annotated(output));
  return {adversarial_sums(fake), discriminator_sums(real, fake)};
}

}  // namespace emsurvey
