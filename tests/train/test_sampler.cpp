#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <set>

#include "train/batch.h"
#include "train/sampler.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

TEST(Sampler, IsAPureFunctionOfTheSampleNumber) {
  const Dataset dataset = small_dataset(5);
  Sampler forward(dataset, {0, 1, 3}, 16, {1, 2, 3}), backward(dataset, {0, 1, 3}, 16, {1, 2, 3});
  std::vector<Sample> samples;
  for (int i = 0; i < 20; ++i) samples.push_back(forward.sample(i));
  for (int i = 19; i >= 0; --i) EXPECT_EQ(backward.sample(i), samples[static_cast<std::size_t>(i)]);
}

TEST(Sampler, GoesThroughAllTrainingImagesEveryEpochInAnotherOrder) {
  const Dataset dataset = small_dataset(6);
  const std::vector<int> training = {0, 2, 3, 5};
  Sampler sampler(dataset, training, 16, {1, 1, 1});
  std::set<std::vector<int>> orders;
  for (int epoch = 0; epoch < 20; ++epoch) {
    std::vector<int> order;
    for (int i = 0; i < 4; ++i) order.push_back(sampler.sample(epoch * 4 + i).image);
    orders.insert(order);
    EXPECT_EQ(std::set<int>(order.begin(), order.end()), std::set<int>(training.begin(), training.end()));
  }
  EXPECT_GT(orders.size(), 5U);
}

TEST(Sampler, DrawsEveryAugmentationAndPositionWithinTheSection) {
  const Dataset dataset = small_dataset(1);
  Sampler sampler(dataset, {0}, 16, {1, 1, 1});
  std::set<int> flips, rows, columns;
  for (int i = 0; i < 1000; ++i) {
    const Sample sample = sampler.sample(i);
    flips.insert(sample.flip_rows + 2 * sample.flip_columns + 4 * sample.transpose);
    rows.insert(sample.y);
    columns.insert(sample.x);
  }
  EXPECT_EQ(flips.size(), 8U);
  EXPECT_EQ(rows, (std::set<int>{0, 1, 2, 3, 4, 5, 6, 7, 8}));  // 24 - 16
  EXPECT_EQ(*columns.rbegin(), 12);                             // 28 - 16
}

TEST(Sampler, PrefersAnnotatedCrops) {
  Dataset dataset = small_dataset(1);
  dataset.sections[0].valid.assign(2, Plane<std::uint8_t>(24, 28));
  for (auto& valid : dataset.sections[0].valid) {
    for (int y = 0; y < 14; ++y) {
      for (int x = 0; x < 16; ++x) valid.at(y, x) = 1;
    }
  }
  Sampler sampler(dataset, {0}, 16, {1, 1, 1});
  int good = 0;
  for (int i = 0; i < 100; ++i) {
    const Sample sample = sampler.sample(i);
    good += (14 - sample.y) * (16 - sample.x) * 2 >= 16 * 16;
  }
  EXPECT_GT(good, 90);
}

TEST(CutBatch, AugmentsSectionAndLabelsAlike) {
  const Dataset dataset = small_dataset(2);
  const Section& section = dataset.sections[1];
  at::Tensor raw = at::empty({section.raw.height, section.raw.width});
  at::Tensor label = at::empty_like(raw);
  std::copy(section.raw.values.begin(), section.raw.values.end(), raw.data_ptr<float>());
  std::copy(section.labels[1].values.begin(), section.labels[1].values.end(), label.data_ptr<float>());
  const auto augmented = [&](at::Tensor plane, const Sample& sample) {
    plane = plane.narrow(0, sample.y, 16).narrow(1, sample.x, 16);
    if (sample.flip_rows) plane = plane.flip({0});
    if (sample.flip_columns) plane = plane.flip({1});
    if (sample.transpose) plane = plane.t();
    return plane / 127.5 - 1;
  };
  for (int flips = 0; flips < 8; ++flips) {
    const std::vector<Sample> samples = {{1, 5, 9, (flips & 1) != 0, (flips & 2) != 0, (flips & 4) != 0}};
    const Batch batch = cut_batch(dataset, samples, 16);
    EXPECT_LT((batch.sections[0][0] - augmented(raw, samples[0])).abs().max().item<float>(), 1e-6);
    EXPECT_LT((batch.targets[0][1] - augmented(label, samples[0])).abs().max().item<float>(), 1e-6);
    EXPECT_FALSE(batch.valid.defined());
  }
}

TEST(CutBatch, ScalesTheGreyRangeOfTheDataSet) {
  Dataset dataset = small_dataset(1);
  dataset.bit_depth = 16;
  dataset.grey_low = 1000;
  dataset.grey_high = 3000;
  dataset.sections[0].raw = Plane<std::uint16_t>(24, 28, 2500);
  dataset.sections[0].raw.at(0, 0) = 0;
  const at::Tensor whole = section_tensor(dataset, dataset.sections[0].raw);
  EXPECT_FLOAT_EQ(whole[3][3].item<float>(), 0.5F);
  EXPECT_FLOAT_EQ(whole[0][0].item<float>(), -1);
}

}  // namespace
}  // namespace emsurvey
