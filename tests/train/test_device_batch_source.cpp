#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "train/batch.h"
#include "train/device_batch_source.h"
#include "train/scaled.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

constexpr int crop_px = 16;

/// Several sections, one of which has a border that is unannotated in one label.
Dataset partly_annotated() {
  Dataset dataset = small_dataset(4);
  Section& section = dataset.sections[1];
  section.valid.assign(2, Plane<std::uint8_t>(section.raw.height, section.raw.width, 1));
  for (int y = 0; y < section.raw.height; ++y) {
    for (int x = 0; x < 9; ++x) section.valid[0].at(y, x) = 0;
  }
  return dataset;
}

Dataset of_16_bit() {
  Dataset dataset = small_dataset(4);
  dataset.bit_depth = 16;
  dataset.grey_low = 1234;
  dataset.grey_high = 54321;
  for (auto& section : dataset.sections) {
    for (auto& value : section.raw.values) value = static_cast<std::uint16_t>(value * 257);
  }
  return dataset;
}

bool are_equal(const at::Tensor& a, const at::Tensor& b) {
  return a.defined() == b.defined() && (!a.defined() || (a.equal(b) && a.is_contiguous()));
}

void expect_equal(const Batch& a, const Batch& b) {
  EXPECT_TRUE(are_equal(a.sections, b.sections));
  EXPECT_TRUE(are_equal(a.targets, b.targets));
  EXPECT_TRUE(are_equal(a.valid, b.valid));
  EXPECT_TRUE(are_equal(a.numbers, b.numbers));
}

/// Samples with all flips, two per step, from two sections of different sizes.
std::vector<Sample> samples_of_step(std::int64_t step) {
  const auto number = static_cast<std::uint32_t>(step);
  const bool rows = step & 1, columns = step & 2, transpose = step & 4;
  return {{1, 3, 5, rows, columns, transpose, 2 * number},
          {3, 9, 0, columns, transpose, rows, 2 * number + 1}};
}

TEST(DeviceBatchSource, AreTheBytesThatTheHostCuts) {
  for (const Dataset& dataset :
       {small_dataset(4), partly_annotated(), of_16_bit(), scaled(partly_annotated(), 1.5)}) {
    DeviceBatchSource crops(std::make_shared<ResidentSections>(dataset, at::kCPU), crop_px, samples_of_step,
                            at::MemoryFormat::Contiguous, /*steps_ahead=*/3);
    for (std::int64_t step = 0; step < 16; ++step) {
      crops.prepare(step);
      expect_equal(crops.next(), cut_batch(dataset, samples_of_step(step), crop_px));
    }
  }
}

TEST(DeviceBatchSource, BeginAnywhereAndGoBack) {
  const Dataset dataset = small_dataset(4);
  DeviceBatchSource crops(std::make_shared<ResidentSections>(dataset, at::kCPU), crop_px, samples_of_step,
                          at::MemoryFormat::Contiguous, /*steps_ahead=*/4);
  for (const std::int64_t step : {1000, 1001, 5, 6, 5, 6, 7, 8, 9, 1002, 0}) {
    crops.prepare(step);
    expect_equal(crops.next(), cut_batch(dataset, samples_of_step(step), crop_px));
  }
}

TEST(DeviceBatchSource, HaveTheStridesOfChannelsLastWhereAskedFor) {
  Dataset one_label = small_dataset(4);
  one_label.labels.pop_back();
  for (Section& section : one_label.sections) section.labels.pop_back();
  for (const Dataset& dataset : {partly_annotated(), one_label}) {
    DeviceBatchSource crops(std::make_shared<ResidentSections>(dataset, at::kCPU), crop_px, samples_of_step,
                            at::MemoryFormat::ChannelsLast);
    crops.prepare(5);
    const Batch batch = crops.next(), expected = cut_batch(dataset, samples_of_step(5), crop_px);
    EXPECT_TRUE(batch.sections.equal(expected.sections) && batch.targets.equal(expected.targets));
    for (const at::Tensor& planes : {batch.sections, batch.targets, batch.valid}) {
      if (planes.defined()) {
        EXPECT_EQ(planes.suggest_memory_format(), at::MemoryFormat::ChannelsLast);
      }
    }
  }
}

}  // namespace
}  // namespace emsurvey
