#include "train/training.h"

#include <ATen/ATen.h>

#include <limits>
#include <utility>

#include "base/sha256.h"
#include "train/device.h"
#include "train/device_batch_source.h"

namespace emsurvey {
namespace {

bool is_power_of_ten(std::int64_t number) {
  while (number >= 10 && number % 10 == 0) number /= 10;
  return number == 1;
}

std::unique_ptr<BatchSource> make_batch_source(const Dataset& dataset, int crop_px, SampleSchedule schedule,
                                               std::shared_ptr<const ResidentSections> sections,
                                               const at::Device& device) {
  if (device.is_cpu() && !sections)
    return std::make_unique<HostBatchSource>(dataset, crop_px, std::move(schedule));
  if (!sections) sections = std::make_shared<const ResidentSections>(dataset, device);
  return std::make_unique<DeviceBatchSource>(std::move(sections), crop_px, std::move(schedule),
                                             fastest_format(device));
}

}  // namespace

Training::Training(const Experiment& experiment, const Split& split, const Dataset& dataset,
                   GradientReducer& reducer, Placement place)
    : dataset_(dataset),
      reducer_(reducer),
      experiment_(experiment),
      device_(place.device),
      validation_images_(split.images(Role::validation)),
      sampler_(dataset, split.images(Role::train), experiment.crop_px, experiment.random_key()),
      executor_(make_step_executor(place.device, place.stepping, reducer)),
      model_(experiment, place.device),
      batches_(make_batch_source(
          dataset, experiment.crop_px, [this](std::int64_t step) { return samples_of(step); },
          std::move(place.sections), place.device)) {}

std::vector<Sample> Training::samples_of(std::int64_t step) {
  const std::int64_t share = experiment_.batch / reducer_.ranks().size();
  const std::int64_t first = step * experiment_.batch + reducer_.ranks().rank() * share;
  std::vector<Sample> samples;
  for (std::int64_t i = 0; i < share; ++i) samples.push_back(sampler_.sample(first + i));
  return samples;
}

void Training::step() {
  batches_->prepare(progress_.steps);
  executor_->run([&] {
    model_.forward(batches_->next());
    model_.sum_losses(reducer_);
    if (executor_->is_warming_up()) reducer_.wait();
    model_.backward();
    model_.sum_gradients(reducer_);
    model_.update();
  });
  ++progress_.steps;
  if (is_power_of_ten(progress_.steps)) progress_.marks[progress_.steps] = weights_hash();
}

TrainingLosses Training::losses() const {
  reducer_.wait();
  return model_.averages();
}

bool Training::has_diverged() const {
  reducer_.wait();
  return progress_.steps > 0 && model_.has_diverged();
}

double Training::validation_loss() const {
  reducer_.wait();
  const Loss& loss = model_.loss();
  at::Tensor sums;
  for (const int image : validation_images_) {
    const Batch batch = whole_section(dataset_, dataset_.sections[static_cast<std::size_t>(image)]);
    at::Tensor output;
    {
      const NoAutotuneScope no_autotune(device_);
      output = label_section(model_.generator(), batch.sections[0][0]).unsqueeze(0).cpu();
    }
    const at::Tensor of_image = loss.sums({output, batch.targets, batch.valid});
    sums = sums.defined() ? sums + of_image : of_image;
  }
  return sums.defined() ? loss.value(sums).item<double>() : std::numeric_limits<double>::quiet_NaN();
}

Generator& Training::generator() {
  reducer_.wait();
  return model_.generator();
}

std::string Training::weights_hash() const {
  reducer_.wait();
  Sha256 hash;
  for (const at::Tensor& weights : model_.weights()) {
    const at::Tensor on_host = weights.cpu();
    hash.add(on_host.data_ptr(), on_host.nbytes());
  }
  return hash.hex();
}

void Training::keep_if_better(double score) {
  if (!is_better(score, progress_.kept)) return;
  reducer_.wait();
  model_.keep_weights();
  progress_.kept = {progress_.steps, score};
}

void Training::use_kept_weights() {
  if (!progress_.kept) return;
  progress_.marks[progress_.steps] = weights_hash();
  model_.use_kept_weights();
}

TrainingSnapshot Training::snapshot(bool with_optimiser) const {
  reducer_.wait();  // Otherwise waiting for the copies could mean waiting for a lost rank.
  return {experiment_, dataset_, model_.state(with_optimiser), progress_};
}

void Training::restore(std::string checkpoint, const std::string& subject) {
  const CheckpointReader reader(std::move(checkpoint), subject, experiment_);
  reducer_.wait();
  TrainingProgress progress{reader.steps(), reader.marks(), reader.kept()};
  model_.restore(reader, progress.steps, progress.steps < experiment_.steps);
  progress_ = std::move(progress);
}

}  // namespace emsurvey
