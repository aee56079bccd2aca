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

/// A section of 2 x 4 pixels with one label.
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
  EXPECT_EQ(section.labels[0], plane<std::uint8_t>(2, {255, 255})) << "of the numbers";
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
  EXPECT_EQ(section.valid[0].at(1, 6), 0);
  EXPECT_EQ(section.valid[0].at(1, 5), 1);
  EXPECT_EQ(section.instances[0].at(3, 2), 7U);
  EXPECT_EQ(twice.nm_per_pixel, 2);
}

TEST(Scaled, HasTheWeightsOfTheBicubicKernel) {
  // A step edge is sampled at offsets of t = 0.25 with Keys' cubic convolution, a = -0.75 (as in PyTorch and
  // OpenCV): the weights of the four neighbours are -0.10546875, 0.87890625, 0.26171875, -0.03515625.
  const auto raw = scaled(plane<std::uint16_t>(6, {0, 0, 0, 1000, 1000, 1000}), 2);
  EXPECT_EQ(raw.height, 2);
  EXPECT_EQ(raw.at(0, 5), std::lround(1000 * (0.26171875 - 0.03515625)));
  EXPECT_EQ(raw.at(0, 6), std::lround(1000 * (1 - 0.26171875 + 0.03515625)));
}

TEST(Scaled, WeighsPixelsByTheirShareOfTheArea) {
  // Four pixels become three: each new pixel covers 4/3 old ones.
  EXPECT_EQ(scaled(plane<std::uint16_t>(4, {40, 40, 80, 120}), 0.75), plane<std::uint16_t>(3, {40, 60, 110}));
}

TEST(Scaled, TakesNothingFromPixelsThatAreNotAnnotated) {
  Dataset dataset = two_by_four();
  dataset.labels[0].kind = LabelKind::mask;
  Section& section = dataset.sections[0];
  section.instances.clear();
  section.labels = {plane<std::uint8_t>(4, {200, 200, 0, 0, 200, 200, 0, 0})};
  section.valid = {plane<std::uint8_t>(4, {1, 1, 0, 0, 1, 1, 0, 0})};
  const Section grown = scaled(dataset, 2).sections[0];
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 4; ++x) EXPECT_EQ(grown.labels[0].at(y, x), 200) << y << " " << x;
    EXPECT_EQ(grown.valid[0].at(y, 4), 0);
  }
}

TEST(Scaled, LeavesNoCellOnABoundary) {
  Dataset dataset = two_by_four();
  dataset.labels[0].kind = LabelKind::cells;
  Section& section = dataset.sections[0];
  section.valid.clear();
  section.labels = {plane<std::uint8_t>(4, {0, 0, 255, 255, 0, 0, 255, 0})};
  section.instances = {plane<std::uint32_t>(4, {1, 1, 0, 0, 1, 1, 0, 2})};
  const Section shrunk = scaled(dataset, 0.5).sections[0];
  EXPECT_EQ(shrunk.labels[0], plane<std::uint8_t>(2, {0, 191}));
  EXPECT_EQ(shrunk.instances[0], plane<std::uint32_t>(2, {1, 0}));
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
