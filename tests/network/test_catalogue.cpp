#include <gtest/gtest.h>

#include "network/catalogue.h"
#include "network/parameter_counts.h"

namespace emsurvey {
namespace {

// One published step of 256 x 256 pixels: 78 GFLOP for the generator and 45 GFLOP for the discriminator.
TEST(Catalogue, KnowsTheCostOfAPublishedStep) {
  const double pixels = 256 * 256;
  EXPECT_NEAR(2 * 3 * pixels * multiplications_per_pixel({"resnet", 9, 32, 3}), 78e9, 1e9);
  EXPECT_NEAR(2 * 7 * pixels * discriminator_multiplications_per_pixel(3), 45e9, 2e9);
}

TEST(Catalogue, CountsTheMultiplicationsOfAUnet) {
  // Two levels with 2 channels each: 16 x 2/4 + 16 x 2 x 2/16 downward, 16 x 4 x 2/16 + 16 x 4 x 1/4 upward.
  EXPECT_DOUBLE_EQ(multiplications_per_pixel({"unet", 2, 1, 1}), 8 + 4 + 8 + 16);
}

TEST(Catalogue, NearlyAllParametersAreWeightsOfConvolutions) {
  ParameterCounts counts;
  for (const auto& kind : network_kinds()) {
    const NetworkSpec spec{kind.name, kind.default_depth, kind.default_filters / 2, 3};
    const auto parameters = static_cast<double>(counts.of_generator(spec));
    EXPECT_LE(least_weight_count(spec), parameters) << kind.name;
    EXPECT_GT(least_weight_count(spec), 0.95 * parameters) << kind.name;
  }
}

TEST(Catalogue, ADeeperNetworkCostsMore) {
  for (const auto& kind : network_kinds()) {
    const NetworkSpec shallow{kind.name, kind.lowest_depth + 2, kind.default_filters, 3};
    NetworkSpec deep = shallow;
    ++deep.depth;
    EXPECT_GT(multiplications_per_pixel(deep), multiplications_per_pixel(shallow)) << kind.name;
  }
}

}  // namespace
}  // namespace emsurvey
