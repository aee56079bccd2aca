#include "train/model.h"

#include <ATen/ATen.h>

#include <limits>

#include "loss/pixel_mean.h"
#include "train/initialise.h"
#include "train/precision.h"

namespace emsurvey {
namespace {

// The weights of the generator's losses in the model pix2pix.
constexpr double adversarial_weight = 1;
constexpr double classic_weight = 100;

std::shared_ptr<Generator> initialised_generator(const Experiment& experiment, const at::Device& device) {
  auto generator = make_generator(experiment.network);
  initialise(*generator, experiment.random_key(), RandomUse::weights);
  generator->to(device);
  return generator;
}

}  // namespace

Model::Model(const Experiment& experiment, const at::Device& device)
    : random_key_(experiment.random_key()),
      is_bfloat16_(experiment.precision == Precision::bf16),
      loss_(make_loss(experiment.loss)),
      generator_(initialised_generator(experiment, device)),
      trainable_(*generator_, "generator", experiment) {
  if (is_bfloat16_) trainable_.round_weights(*generator_);
  if (experiment.model == ModelKind::pix2pix) discriminator_.emplace(experiment, device);
  averages_ = at::full({discriminator_ ? 3 : 1}, std::numeric_limits<double>::quiet_NaN(),
                       at::TensorOptions(at::kDouble).device(device));
}

void Model::forward(const Batch& batch) {
  trainable_.begin_step();
  const Bfloat16 bfloat16(is_bfloat16_, batch.sections.device());
  const at::Tensor output = generator_->forward(batch.sections, {random_key_, batch.numbers});
  own_sums_ = {loss_.sums({output, batch.targets, batch.valid})};
  if (discriminator_) {
    const auto [adversarial, discriminator] = discriminator_->losses(batch, output);
    own_sums_.insert(own_sums_.end(), {adversarial, discriminator});
  }
  const at::Tensor sums = at::cat(own_sums_).detach();
  if (!loss_sums_.defined()) loss_sums_ = at::empty_like(sums);
  loss_sums_.copy_(sums);
}

std::vector<at::Tensor> Model::losses() const {
  std::vector<at::Tensor> losses;
  std::int64_t begin = 0;
  for (const at::Tensor& own : own_sums_) {
    // The value is the sum over the ranks; the gradient is that of this rank's part.
    const at::Tensor sums = own + (loss_sums_.narrow(0, begin, own.size(0)) - own.detach());
    losses.push_back(losses.empty() ? loss_.value(sums) : pixel_mean(sums));
    begin += own.size(0);
  }
  return losses;
}

void Model::backward() {
  const auto losses = this->losses();
  if (discriminator_) {
    trainable_.backward(adversarial_weight * losses[1] + classic_weight * losses[0], /*keep_graph=*/true);
    discriminator_->network().backward(losses[2]);
  } else {
    trainable_.backward(losses[0]);
  }
  last_losses_ = at::stack(losses).detach().to(at::kDouble);
  own_sums_.clear();
}

void Model::sum_gradients(GradientReducer& reducer) {
  if (discriminator_) reducer.sum(discriminator_->network().gradients());
  reducer.sum(trainable_.gradients());
}

void Model::update() {
  if (discriminator_) discriminator_->network().update();
  trainable_.update();
  averages_.copy_(at::where(trainable_.steps() == 1, last_losses_, averages_ * 0.99 + last_losses_ * 0.01));
}

bool Model::has_diverged() const {
  return !are_finite(averages_);
}

std::vector<at::Tensor> Model::weights() const {
  std::vector<at::Tensor> weights{trainable_.values()};
  if (discriminator_) weights.push_back(discriminator_->network().values());
  return weights;
}

ModelState Model::state(bool with_optimiser) const {
  ModelState state{trainable_.buffers(with_optimiser), averages_};
  if (discriminator_) {
    const auto of_discriminator = discriminator_->network().buffers(with_optimiser);
    state.buffers.insert(state.buffers.end(), of_discriminator.begin(), of_discriminator.end());
  }
  return state;
}

void Model::restore(const CheckpointReader& checkpoint, std::int64_t steps, bool with_optimiser) {
  // Everything is read before anything is changed. Tensors are overwritten in place, because replayed steps
  // use their memory.
  const TrainableNetwork::State generator = trainable_.read(checkpoint, with_optimiser);
  const auto [classic, adversarial, discriminator] = checkpoint.losses();
  if (discriminator_) {
    discriminator_->network().assign(discriminator_->network().read(checkpoint, with_optimiser), steps);
    averages_.copy_(at::tensor({classic, adversarial, discriminator}, at::kDouble));
  } else {
    averages_.copy_(at::tensor({classic}, at::kDouble));
  }
  trainable_.assign(generator, steps);
}

}  // namespace emsurvey
