#include <gtest/gtest.h>

#include <cmath>

#include "train/scaled.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

template <class T>
Plane<T> plane(int width, const std::vector<T>& values) {
  Plane<T> result(static_cast<int>(values.size()) / width, width);
  result.values = values;
  return result;
}

/// A section of 2 x 4 pixels under one label.
Dataset two_by_four() {
  Dataset dataset;
  dataset.labels = {{"cells", LabelKind::instances, Polarity::label}};
  dataset.nm_per_pixel = 4;
  Section section;
  section.name = "00";
  section.raw = plane<std::uint16_t>(4, {10, 20, 200, 200, 30, 41, 200, 200});
  section.labels = {plane<std::uint8_t>(4, {255, 255, 0, 255, 255, 255, 0, 0})};
  section.valid = {plane<std::uint8_t>(4, {1, 1, 1, 0, 1, 1, 1, 1})};
  section.instances = {plane<std::uint32_t>(4, {7, 7, 0, 9, 7, 7, 0, 9})};
  dataset.sections = {section};
  return dataset;
}

TEST(Scaled, ShrinksByTheMeanOfTheArea) {
  const Dataset half = scaled(two_by_four(), 0.5);
  const Section& section = half.sections[0];
  EXPECT_EQ(section.raw, plane<std::uint16_t>(2, {25, 200}));  // (10 + 20 + 30 + 41) / 4 = 25.25
  EXPECT_EQ(section.labels[0], plane<std::uint8_t>(2, {255, 64}));
  EXPECT_EQ(section.valid[0], plane<std::uint8_t>(2, {1, 0}));
  EXPECT_EQ(section.instances[0], plane<std::uint32_t>(2, {7, 9}));
  EXPECT_EQ(half.nm_per_pixel, 8);
}

TEST(Scaled, GrowsByBicubicInterpolation) {
  const Dataset twice = scaled(two_by_four(), 2);
  const Section& section = twice.sections[0];
  ASSERT_EQ(section.raw.height, 4);
  ASSERT_EQ(section.raw.width, 8);
  EXPECT_EQ(section.raw.at(1, 7), 200);
  // Across an edge from 0 to 255 the kernel (a = -0.75) overshoots, and values stay within their range.
  EXPECT_EQ(section.labels[0].at(3, 0), 255);
  EXPECT_EQ(section.labels[0].at(3, 5), 0);
  EXPECT_EQ(section.valid[0].at(1, 6), 0);
  EXPECT_EQ(section.valid[0].at(1, 5), 1);
  EXPECT_EQ(section.instances[0].at(3, 2), 7U);
  EXPECT_EQ(twice.nm_per_pixel, 2);
}

TEST(Scaled, HasTheWeightsOfTheBicubicKernel) {
  // Halfway-offset samples (t = 0.25) of a step, by Keys' cubic convolution with a = -0.75 (as in PyTorch and
  // OpenCV): the weights of the four neighbours are -0.10546875, 0.87890625, 0.26171875, -0.03515625.
  const auto raw = scaled(plane<std::uint16_t>(6, {0, 0, 0, 1000, 1000, 1000}), 2);
  EXPECT_EQ(raw.height, 2);
  EXPECT_EQ(raw.at(0, 5), std::lround(1000 * (0.26171875 - 0.03515625)));
  EXPECT_EQ(raw.at(0, 6), std::lround(1000 * (1 - 0.26171875 + 0.03515625)));
}

TEST(Scaled, ByOneIsTheSame) {
  const Dataset dataset = small_dataset(2);
  const Dataset same = scaled(dataset, 1);
  EXPECT_EQ(same.content_hash(), dataset.content_hash());
}

TEST(Scaled, RoundsSizes) {
  EXPECT_EQ(scaled(Plane<std::uint16_t>(5, 9, 3), 0.5), Plane<std::uint16_t>(3, 5, 3));
  EXPECT_EQ(scaled(Plane<std::uint16_t>(1, 1, 3), 0.0625), Plane<std::uint16_t>(1, 1, 3));
}

}  // namespace
}  // namespace emsurvey
