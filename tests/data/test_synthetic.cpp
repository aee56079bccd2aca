// Synthetic sections: equal for the same seed, and similar to the sections of a stack.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "data/synthetic.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

SyntheticOptions small_options(std::uint64_t seed) {
  return {.sections = 6, .size = 256, .seed = seed};
}

double share(const Plane<std::uint8_t>& label) {
  double present = 0;
  for (const std::uint8_t value : label.values) present += value > 127 ? 1 : 0;
  return present / static_cast<double>(label.values.size());
}

double overlap(const Plane<std::uint8_t>& a, const Plane<std::uint8_t>& b) {
  double both = 0;
  double any = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    both += a.values[i] > 127 && b.values[i] > 127 ? 1 : 0;
    any += a.values[i] > 127 || b.values[i] > 127 ? 1 : 0;
  }
  return both / any;
}

TEST(Synthetic, IsASoundDataSetOfTheThreeLabels) {
  const Dataset dataset = synthetic_dataset(small_options(1));
  EXPECT_EQ(problem_of(dataset), "");
  ASSERT_EQ(dataset.sections.size(), 6U);
  ASSERT_EQ(dataset.labels.size(), 3U);
  EXPECT_EQ(dataset.labels[0].name, "synapses");
  EXPECT_EQ(dataset.labels[2].polarity, Polarity::between);
  EXPECT_EQ(dataset.bit_depth, 8);
  EXPECT_EQ(dataset.sections[3].name, "03");
  EXPECT_EQ(dataset.sections[3].z, 3);
  EXPECT_EQ(dataset.sections[3].raw.height, 256);
}

TEST(Synthetic, TheSameSeedGivesTheSamePixels) {
  const std::string hash = synthetic_dataset(small_options(1)).content_hash();
  EXPECT_EQ(synthetic_dataset(small_options(1)).content_hash(), hash);
  EXPECT_NE(synthetic_dataset(small_options(2)).content_hash(), hash);
}

TEST(Synthetic, TheSeedGivesTheSamePixelsOnEveryMachine) {
  const Dataset dataset = synthetic_dataset({.sections = 2, .size = 128, .seed = 1});
  Sha256 hash;
  for (const Section& section : dataset.sections) {
    for (const std::uint16_t value : section.raw.values) hash.add(std::string(1, static_cast<char>(value)));
    for (const auto& plane : section.labels) hash.add(plane.values.data(), plane.values.size());
  }
  EXPECT_EQ(hash.hex(), "9a869d0955b4f83572f93e12a9170a0f721d2fd6807eb5aa8c50d1fd1adffd60");
}

TEST(Synthetic, ASectionDoesNotDependOnHowManyThereAre) {
  SyntheticOptions options = small_options(5);
  const Dataset six = synthetic_dataset(options);
  options.sections = 2;
  EXPECT_EQ(synthetic_dataset(options).sections[1].raw, six.sections[1].raw);
}

TEST(Synthetic, LabelsHavePlausibleShares) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    const Dataset dataset = synthetic_dataset(small_options(seed));
    std::vector<double> mean(3);
    for (const Section& section : dataset.sections) {
      for (std::size_t c = 0; c < 3; ++c) mean[c] += share(section.labels[c]) / 6;
    }
    EXPECT_GT(mean[0], 0.003) << "synapses, seed " << seed;
    EXPECT_LT(mean[0], 0.05) << "synapses, seed " << seed;
    EXPECT_GT(mean[1], 0.01) << "mitochondria, seed " << seed;
    EXPECT_LT(mean[1], 0.2) << "mitochondria, seed " << seed;
    EXPECT_GT(mean[2], 0.08) << "membranes, seed " << seed;
    EXPECT_LT(mean[2], 0.3) << "membranes, seed " << seed;
  }
}

TEST(Synthetic, NeighbouringSectionsAreSimilarAndDistantOnesAreNot) {
  const Dataset dataset = synthetic_dataset({.sections = 16, .size = 256, .seed = 1});
  for (const std::size_t c : {0U, 1U, 2U}) {
    const auto& first = dataset.sections[0].labels[c];
    const double near = overlap(first, dataset.sections[1].labels[c]);
    EXPECT_GT(near, 0.4) << dataset.labels[c].name;
    EXPECT_LT(overlap(first, dataset.sections[15].labels[c]), near / 2) << dataset.labels[c].name;
  }
  EXPECT_NE(dataset.sections[0].raw, dataset.sections[1].raw);
}

/// Returns the mean grey value where a label is present, or where none is (`label` 3).
double mean_grey(const Section& section, std::size_t label) {
  double sum = 0;
  double count = 0;
  for (std::size_t i = 0; i < section.raw.values.size(); ++i) {
    bool is_any = false;
    for (const auto& plane : section.labels) is_any = is_any || plane.values[i] > 127;
    const bool counts = label < 3 ? section.labels[label].values[i] > 127 : !is_any;
    if (!counts) continue;
    sum += section.raw.values[i];
    ++count;
  }
  return sum / count;
}

TEST(Synthetic, LabelsShowInTheGreyValues) {
  const Dataset dataset = synthetic_dataset({.sections = 1, .size = 512, .seed = 3});
  const Section& section = dataset.sections[0];
  const double cytoplasm = mean_grey(section, 3);
  EXPECT_LT(mean_grey(section, 1), cytoplasm - 40);
  EXPECT_LT(mean_grey(section, 2), cytoplasm - 60);
  EXPECT_LT(mean_grey(section, 0), mean_grey(section, 2) - 10);
}

TEST(Synthetic, OptionsOutOfRangeAreRefused) {
  EXPECT_NE(
      input_error_of([] { synthetic_dataset({.sections = 0, .size = 64, .seed = 1}); }).find("--synthetic"),
      std::string::npos);
  EXPECT_NE(
      input_error_of([] { synthetic_dataset({.sections = 1, .size = 20000, .seed = 1}); }).find("--size"),
      std::string::npos);
}

}  // namespace
}  // namespace emsurvey
