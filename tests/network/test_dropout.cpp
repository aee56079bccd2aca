#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/dropout.h"

namespace emsurvey {
namespace {

const RandomKey key{1, 2, 3};
const at::Tensor ones = at::ones({2, 8, 16, 16});

TEST(DropoutNoise, DropsHalfAndDoublesTheRest) {
  const at::Tensor y = DropoutNoise(key, {0, 1}).drop_half(ones);
  EXPECT_TRUE((y.eq(0) | y.eq(2)).all().item<bool>());
  EXPECT_NEAR(y.mean().item<double>(), 1, 0.06);  // four standard deviations
}

TEST(DropoutNoise, DependsOnTheSampleAndNotOnItsBatch) {
  const at::Tensor together = DropoutNoise(key, {4, 5}).drop_half(ones);
  EXPECT_TRUE(DropoutNoise(key, {5}).drop_half(ones.narrow(0, 0, 1))[0].equal(together[1]));
  EXPECT_FALSE(together[0].equal(together[1]));
  EXPECT_FALSE(DropoutNoise({1, 2, 4}, {4, 5}).drop_half(ones).equal(together));
}

TEST(DropoutNoise, DiffersFromLayerToLayer) {
  DropoutNoise noise(key, {4, 5});
  const at::Tensor first = noise.drop_half(ones);
  EXPECT_FALSE(noise.drop_half(ones).equal(first));
}

TEST(DropoutNoise, IsTheSameForAllTestedSections) {
  const at::Tensor y = DropoutNoise::of_testing(2).drop_half(ones);
  EXPECT_TRUE(y[0].equal(y[1]));
  EXPECT_TRUE(DropoutNoise::of_testing(2).drop_half(ones).equal(y));
}

}  // namespace
}  // namespace emsurvey
