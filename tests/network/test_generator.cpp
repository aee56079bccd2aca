#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/generator.h"
#include "network/networks.h"

namespace emsurvey {
namespace {

// Numbers of parameters and layers from the published study.
TEST(Generator, HasThePublishedNumbersOfParametersAndLayers) {
  struct Published {
    const char* name;
    int filters;
    std::vector<std::tuple<int, int, std::int64_t>> depths;  ///< Depth, layers and parameters.
  };
  const std::vector<Published> networks = {
      {"resnet",
       32,
       {{4, 14, 1447296}, {6, 18, 2038144}, {9, 24, 2924416}, {12, 30, 3810688}, {16, 38, 4992384}}},
      {"highwaynet",
       32,
       {{4, 14, 2038144}, {6, 18, 2924416}, {9, 24, 4253824}, {12, 30, 5583232}, {16, 38, 7355776}}},
      {"densenet",
       32,
       {{1, 11, 2478720}, {2, 16, 4691840}, {3, 21, 6904960}, {4, 26, 9118080}, {5, 31, 11331200}}},
      {"unet",
       64,
       {{4, 8, 15226368}, {5, 10, 27811328}, {6, 12, 40396288}, {7, 14, 52981248}, {8, 16, 65566208}}}};
  for (const auto& network : networks) {
    EXPECT_EQ(network_kind(network.name).default_filters, network.filters);
    for (const auto& [depth, layers, parameters] : network.depths) {
      const NetworkSpec spec{network.name, depth, network.filters, 3};
      EXPECT_EQ(parameter_count(*make_generator(spec)), parameters) << network.name << ":" << depth;
      EXPECT_EQ(layer_count(spec), layers) << network.name << ":" << depth;
    }
  }
}

class EveryNetwork : public ::testing::TestWithParam<NetworkSpec> {
 protected:
  const std::shared_ptr<Generator> generator_ = random_generator(GetParam());
  const std::int64_t multiple_ = size_multiple(GetParam());
};

INSTANTIATE_TEST_SUITE_P(Generator, EveryNetwork, ::testing::ValuesIn(small_networks),
                         [](const auto& test) { return test.param.name + std::to_string(test.param.depth); });

TEST_P(EveryNetwork, GivesOneChannelALabelBetweenMinusOneAndOne) {
  const at::Tensor y = generator_->forward(at::randn({3, 1, multiple_, 2 * multiple_}));
  EXPECT_EQ(y.sizes(), (std::vector<std::int64_t>{3, 2, multiple_, 2 * multiple_}));
  EXPECT_LE(y.abs().max().item<float>(), 1);
  EXPECT_GT(y.std().item<float>(), 0);
}

TEST_P(EveryNetwork, LabelsASampleTheSameInAnyBatch) {
  const at::Tensor x = at::randn({4, 1, 2 * multiple_, 2 * multiple_});
  const RandomKey key{1, 2, 3};
  const at::Tensor together = generator_->forward(x, DropoutNoise(key, at::arange(7, 11)));
  for (std::int64_t i = 0; i < 4; ++i) {
    const at::Tensor alone =
        generator_->forward(x.narrow(0, i, 1), DropoutNoise(key, at::arange(7 + i, 8 + i)))[0];
    EXPECT_LT((alone - together[i]).abs().max().item<float>(), 1e-4);
  }
}

TEST_P(EveryNetwork, TakesSectionsOfAnySize) {
  for (const auto& [height, width] : {std::pair{64, 64}, {65, 71}, {5, 90}}) {
    const at::Tensor y = label_section(*generator_, at::randn({height, width}));
    EXPECT_EQ(y.sizes(), (std::vector<std::int64_t>{2, height, width}));
    EXPECT_FALSE(y.requires_grad());
  }
  const at::Tensor x = at::randn({64, 64});
  EXPECT_TRUE(label_section(*generator_, x).equal(generator_->forward(x.view({1, 1, 64, 64}))[0]));
}

TEST_P(EveryNetwork, GivesEveryParameterAGradient) {
  generator_->forward(at::randn({1, 1, 2 * multiple_, 2 * multiple_})).square().sum().backward();
  for (const auto& item : generator_->named_parameters()) {
    ASSERT_TRUE(item.value().grad().defined()) << item.key();
    EXPECT_GT(item.value().grad().abs().max().item<float>(), 0) << item.key();
  }
}

TEST(Unet, BottlesASectionUpInOnePixel) {
  const auto generator = random_generator({"unet", 8, 2, 3});
  const at::Tensor y = generator->forward(at::randn({1, 1, 256, 256}));
  EXPECT_TRUE(y.isfinite().all().item<bool>());
}

TEST(Highwaynet, StartsWithItsGatesHalfOpen) {
  const auto parameters = make_generator({"highwaynet", 1, 4, 2})->named_parameters();
  EXPECT_TRUE(parameters["unit0.gate_norm.bias"].eq(-10).all().item<bool>());
}

}  // namespace
}  // namespace emsurvey
