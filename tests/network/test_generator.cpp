#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/generator.h"

namespace emsurvey {
namespace {

std::shared_ptr<Generator> random_generator(const NetworkSpec& spec) {
  at::manual_seed(1);
  auto generator = make_generator(spec);
  const at::NoGradGuard no_graph;
  for (auto& parameter : generator->parameters()) parameter.normal_(0, 0.1);
  return generator;
}

// The counts of the published study.
TEST(Resnet, HasThePublishedNumbersOfParametersAndLayers) {
  const std::vector<std::tuple<int, int, std::int64_t>> published = {
      {4, 14, 1447296}, {6, 18, 2038144}, {9, 24, 2924416}, {12, 30, 3810688}, {16, 38, 4992384}};
  for (const auto& [depth, layers, parameters] : published) {
    const NetworkSpec spec{"resnet", depth, 32, 3};
    EXPECT_EQ(parameter_count(*make_generator(spec)), parameters) << depth << " blocks";
    EXPECT_EQ(layer_count(spec), layers);
  }
}

TEST(Generator, GivesOneChannelALabelBetweenMinusOneAndOne) {
  const auto generator = random_generator({"resnet", 1, 4, 2});
  const at::Tensor y = generator->forward(at::randn({3, 1, 16, 20}));
  EXPECT_EQ(y.sizes(), (std::vector<std::int64_t>{3, 2, 16, 20}));
  EXPECT_LE(y.abs().max().item<float>(), 1);
}

TEST(Generator, LabelsASampleTheSameInAnyBatch) {
  const auto generator = random_generator({"resnet", 2, 4, 3});
  const at::Tensor x = at::randn({4, 1, 16, 16});
  const at::Tensor together = generator->forward(x);
  for (int i = 0; i < 4; ++i) {
    const at::Tensor alone = generator->forward(x.narrow(0, i, 1))[0];
    EXPECT_LT((alone - together[i]).abs().max().item<float>(), 1e-4);
  }
}

TEST(LabelSection, TakesSectionsOfAnySize) {
  const auto generator = random_generator({"resnet", 1, 4, 3});
  for (const auto& [height, width] : {std::pair{16, 16}, {17, 19}, {30, 21}}) {
    const at::Tensor y = label_section(*generator, at::randn({height, width}));
    EXPECT_EQ(y.sizes(), (std::vector<std::int64_t>{3, height, width}));
    EXPECT_FALSE(y.requires_grad());
  }
  const at::Tensor x = at::randn({16, 16});
  EXPECT_TRUE(label_section(*generator, x).equal(generator->forward(x.view({1, 1, 16, 16}))[0]));
}

}  // namespace
}  // namespace emsurvey
