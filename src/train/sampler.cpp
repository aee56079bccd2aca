#include "train/sampler.h"

#include <utility>

namespace emsurvey {

Sampler::Sampler(const Dataset& dataset, std::vector<int> training_images, int crop_px, const RandomKey& key)
    : dataset_(dataset), training_images_(std::move(training_images)), crop_px_(crop_px), key_(key) {}

Sample Sampler::sample(std::int64_t number) {
  Sample sample;
  sample.number = static_cast<std::uint32_t>(number);
  RandomSequence random(key_, RandomUse::augmentation, sample.number);
  sample.image = image_of(number);
  const std::uint32_t flips = random.bits();
  sample.flip_rows = flips & 1;
  sample.flip_columns = flips & 2;
  sample.transpose = flips & 4;

  // A crop with few annotated pixels teaches little: take the first crop of which at least half is annotated,
  // else the best of all tries.
  constexpr int tries = 16;
  const auto& section = dataset_.sections[static_cast<std::size_t>(sample.image)];
  double best_share = -1;
  for (int i = 0; i < tries && best_share < 0.5; ++i) {
    Sample drawn = sample;
    drawn.y = random.below(section.raw.height - crop_px_ + 1);
    drawn.x = random.below(section.raw.width - crop_px_ + 1);
    const double share = annotated_share(drawn);
    if (share > best_share) {
      best_share = share;
      sample = drawn;
    }
  }
  return sample;
}

int Sampler::image_of(std::int64_t number) {
  const auto images = static_cast<std::int64_t>(training_images_.size());
  if (number / images != epoch_) {
    epoch_ = number / images;
    RandomSequence random(key_, RandomUse::order, static_cast<std::uint32_t>(epoch_));
    order_ = random.permutation(static_cast<int>(images));
  }
  return training_images_[static_cast<std::size_t>(order_[static_cast<std::size_t>(number % images)])];
}

double Sampler::annotated_share(const Sample& sample) const {
  const auto& section = dataset_.sections[static_cast<std::size_t>(sample.image)];
  if (section.valid.empty()) return 1;
  std::int64_t annotated = 0;
  for (const auto& valid : section.valid) {
    for (int y = sample.y; y < sample.y + crop_px_; ++y) {
      for (int x = sample.x; x < sample.x + crop_px_; ++x) annotated += valid.at(y, x);
    }
  }
  return static_cast<double>(annotated) / (static_cast<double>(section.valid.size()) * crop_px_ * crop_px_);
}

}  // namespace emsurvey
