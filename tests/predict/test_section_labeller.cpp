#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "predict/section_labeller.h"
#include "train/batch.h"

namespace emsurvey {
namespace {

TrainedNetwork random_network(const NetworkSpec& spec, std::uint64_t seed) {
  at::manual_seed(seed);
  TrainedNetwork network;
  network.generator = make_generator(spec);
  network.format.labels = {{"a", LabelKind::mask, Polarity::label}, {"b", LabelKind::mask, Polarity::label}};
  const at::NoGradGuard no_graph;
  for (auto& parameter : network.generator->parameters()) parameter.normal_(0, 0.3);
  return network;
}

/// Grey values whose statistics differ from place to place.
Plane<std::uint16_t> section_of(int height, int width) {
  Plane<std::uint16_t> raw(height, width);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x)
      raw.at(y, x) = static_cast<std::uint16_t>((x * 37 + y * 91 + x * y / 9) % (40 + x));
  }
  return raw;
}

/// Returns the probabilities of the whole section; NaN where there are none.
at::Tensor probabilities(const SectionLabeller& labeller, const Plane<std::uint16_t>& raw,
                         std::optional<int> inner_px) {
  at::Tensor whole = at::full({2, raw.height, raw.width}, NAN);
  labeller.label(raw, inner_px, [&](const Window& part, const at::Tensor& values) {
    whole.narrow(1, part.y, part.height).narrow(2, part.x, part.width).copy_(values);
  });
  return whole;
}

double difference(const at::Tensor& one, const at::Tensor& other) {
  return (one - other).abs().max().item<double>();
}

const NetworkSpec resnet{"resnet", 1, 4, 2}, unet{"unet", 3, 4, 2};

TEST(SectionLabeller, LabelsAWholeSectionAsATestDoes) {
  const TrainedNetwork network = random_network(resnet, 1);
  for (const auto& raw : {section_of(45, 62), section_of(48, 64), section_of(1, 2)}) {
    const at::Tensor expected =
        (label_section(*network.generator, section_tensor(network.format, raw)) + 1) / 2;
    EXPECT_EQ(difference(probabilities(SectionLabeller({network}, false), raw, {}), expected), 0);
  }
}

TEST(SectionLabeller, LabelsTilesLikeTheWholeSection) {
  // Neither size is a multiple of that of the network, so that the padding falls into tiles.
  const Plane<std::uint16_t> raw = section_of(117, 150);
  for (const bool uses_all : {false, true}) {
    for (const auto& networks : {std::vector{random_network(resnet, 1)},
                                 std::vector{random_network(resnet, 1), random_network(unet, 2)}}) {
      const SectionLabeller labeller(networks, uses_all);
      const at::Tensor whole = probabilities(labeller, raw, {});
      EXPECT_GT(whole.std().item<double>(), 0.02);
      EXPECT_LT(difference(probabilities(labeller, raw, 40), whole), 2e-4) << uses_all << networks.size();
    }
  }
}

TEST(SectionLabeller, AveragesNetworks) {
  const Plane<std::uint16_t> raw = section_of(48, 64);
  const TrainedNetwork one = random_network(resnet, 1), other = random_network(resnet, 2);
  const at::Tensor mean = (probabilities(SectionLabeller({one}, false), raw, {}) +
                           probabilities(SectionLabeller({other}, false), raw, {})) /
                          2;
  EXPECT_LT(difference(probabilities(SectionLabeller({one, other}, false), raw, {}), mean), 1e-6);
}

TEST(SectionLabeller, AveragesOrientationsSoThatTheOrderOfPixelsDoesNotMatter) {
  const SectionLabeller labeller({random_network(resnet, 1)}, true);
  const Plane<std::uint16_t> raw = section_of(48, 64);
  Plane<std::uint16_t> turned(64, 48);  // By a quarter.
  for (int y = 0; y < raw.height; ++y) {
    for (int x = 0; x < raw.width; ++x) turned.at(raw.width - 1 - x, y) = raw.at(y, x);
  }
  const at::Tensor labels = probabilities(labeller, raw, {});
  EXPECT_LT(difference(probabilities(labeller, turned, {}), labels.transpose(1, 2).flip({1})), 1e-4);
  EXPECT_GT(difference(labels, probabilities(SectionLabeller(labeller.networks(), false), raw, {})), 0.05);
}

TEST(Orientation, AllEightDifferAndAreUndone) {
  const at::Tensor image = at::arange(12).view({1, 3, 4});
  std::vector<at::Tensor> seen;
  for (const Orientation& orientation : all_orientations()) {
    const at::Tensor turned = oriented(image, orientation);
    for (const at::Tensor& other : seen) EXPECT_FALSE(turned.sizes() == other.sizes() && turned.equal(other));
    seen.push_back(turned);
    EXPECT_TRUE(restored(turned, orientation).equal(image));
    // A window holds the same pixels before and after.
    const Window window{1, 2, 2, 1}, there = oriented(window, 3, 4, orientation);
    EXPECT_TRUE(turned.narrow(1, there.y, there.height)
                    .narrow(2, there.x, there.width)
                    .equal(oriented(image.narrow(1, 1, 2).narrow(2, 2, 1), orientation)));
    EXPECT_EQ(restored(there, 3, 4, orientation), window);
  }
  EXPECT_EQ(seen.size(), 8);
}

}  // namespace
}  // namespace emsurvey
