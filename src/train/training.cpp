#include "train/training.h"

#include <ATen/ATen.h>

#include <limits>
#include <utility>

#include "base/sha256.h"
#include "train/batch.h"
#include "train/initialise.h"

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

bool is_power_of_ten(std::int64_t number) {
  while (number >= 10 && number % 10 == 0) number /= 10;
  return number == 1;
}

void add(Sha256& hash, const at::Tensor& values) {
  const at::Tensor on_host = values.detach().cpu().contiguous();
  hash.add(on_host.data_ptr(), on_host.nbytes());
}

std::vector<std::uint32_t> numbers_of(const std::vector<Sample>& samples) {
  std::vector<std::uint32_t> numbers;
  for (const auto& sample : samples) numbers.push_back(sample.number);
  return numbers;
}

}  // namespace

Training::Training(const Experiment& experiment, const Split& split, const Dataset& dataset,
                   const Reducer& reducer, const at::Device& device)
    : dataset_(dataset),
      reducer_(reducer),
      device_(device),
      experiment_(experiment),
      validation_images_(split.images(Role::validation)),
      sampler_(dataset, split.images(Role::train), experiment.crop_px, experiment.random_key()),
      loss_(make_loss(experiment.loss)),
      generator_(initialised_generator(experiment, device)),
      learner_(*generator_, "generator", experiment),
      averages_(at::empty({0}, at::kDouble)) {
  if (experiment.model == "pix2pix") adversary_.emplace(experiment, device);
}

std::vector<Sample> Training::next_samples() {
  const std::int64_t share = experiment_.batch / reducer_.size();
  const std::int64_t first = steps_done_ * experiment_.batch + reducer_.rank() * share;
  std::vector<Sample> samples;
  for (std::int64_t i = 0; i < share; ++i) samples.push_back(sampler_.sample(first + i));
  return samples;
}

void Training::step() {
  const auto samples = next_samples();
  const Batch batch = to_device(cut_batch(dataset_, samples, experiment_.crop_px), device_);
  const DropoutNoise noise(experiment_.random_key(), numbers_of(samples));
  const at::Tensor output = generator_->forward(batch.sections, noise);
  const at::Tensor sums = loss_.sums({output, batch.targets, batch.valid});
  const at::Tensor classic = loss_.value(sum_keeping_gradient(reducer_, sums));
  if (adversary_) {
    const auto [adversarial, discriminator] = adversary_->judge(batch, output, reducer_);
    learner_.backward(adversarial_weight * adversarial + classic_weight * classic, /*keep_graph=*/true);
    adversary_->learner().backward(discriminator);
    adversary_->learner().update(reducer_);
    learner_.update(reducer_);
    average(at::stack({classic, adversarial, discriminator}));
  } else {
    learner_.backward(classic);
    learner_.update(reducer_);
    average(classic.unsqueeze(0));
  }
  reducer_.wait();
  ++steps_done_;
  if (is_power_of_ten(steps_done_)) marks_[steps_done_] = weights_hash();
}

void Training::average(const at::Tensor& losses) {
  const at::Tensor values = losses.detach().to(at::kDouble);
  averages_ = averages_.numel() == 0 ? values : averages_ * 0.99 + values * 0.01;
}

TrainingLosses Training::losses() const {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const auto at = [&](std::int64_t i) { return averages_.numel() > i ? averages_[i].item<double>() : none; };
  return {.classic = at(0), .adversarial = at(1), .discriminator = at(2)};
}

bool Training::has_diverged() const {
  return !averages_.isfinite().all().item<bool>();
}

double Training::validation_loss() const {
  at::Tensor sums;
  for (const int image : validation_images_) {
    const Batch batch = whole_section(dataset_, dataset_.sections[static_cast<std::size_t>(image)]);
    const at::Tensor output = label_section(*generator_, batch.sections[0][0]).unsqueeze(0);
    const at::Tensor of_image = loss_.sums({output, batch.targets, batch.valid});
    sums = sums.defined() ? sums + of_image : of_image;
  }
  return sums.defined() ? loss_.value(sums).item<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::string Training::weights_hash() const {
  Sha256 hash;
  add(hash, learner_.values());
  if (adversary_) add(hash, adversary_->learner().values());
  return hash.hex();
}

std::string Training::checkpoint(bool with_optimiser, const std::string& provenance) const {
  CheckpointWriter writer(experiment_, dataset_, provenance);
  learner_.write(writer, with_optimiser);
  if (adversary_) adversary_->learner().write(writer, with_optimiser);
  writer.state(steps_done_, losses(), marks_);
  return writer.finish();
}

void Training::restore(std::string checkpoint, const std::string& subject) {
  const CheckpointReader reader(std::move(checkpoint), subject, experiment_);
  const std::int64_t steps = reader.steps();
  const bool with_optimiser = steps < experiment_.steps;
  // All is read before anything is changed.
  const Learner::State generator = learner_.read(reader, with_optimiser);
  const TrainingLosses losses = reader.losses();
  WeightMarks marks = reader.marks();
  if (adversary_) {
    adversary_->learner().assign(adversary_->learner().read(reader, with_optimiser), steps);
    averages_ =
        at::tensor({losses.classic, losses.adversarial, losses.discriminator}, at::kDouble).to(device_);
  } else {
    averages_ = at::tensor({losses.classic}, at::kDouble).to(device_);
  }
  learner_.assign(generator, steps);
  steps_done_ = steps;
  marks_ = std::move(marks);
}

}  // namespace emsurvey
