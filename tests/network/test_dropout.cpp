#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/dropout.h"

namespace emsurvey {
namespace {

const RandomKey key{1, 2, 3};
const at::Tensor ones = at::ones({2, 8, 16, 16});

at::Tensor numbers(const std::vector<std::int64_t>& samples) {
  return at::tensor(samples, at::kLong);
}

TEST(DropoutNoise, TakesTheBitsOfEachSamplesSequenceOneAfterTheOther) {
  const RandomKey wide{0xFEDCBA9876543210, 0xF0000001, 3};
  const std::vector<std::int64_t> samples = {7, 0xFFFFFFFF};
  DropoutNoise noise(wide, numbers(samples));
  std::vector<RandomSequence> sequences;
  for (const auto sample : samples)
    sequences.emplace_back(wide, RandomUse::dropout, static_cast<std::uint32_t>(sample));
  // Every layer starts with a new 32-bit word.
  for (const std::int64_t size : {5, 64, 33, 200}) {
    const at::Tensor y = noise.drop_half(at::ones({2, 1, 1, size}));
    for (std::int64_t n = 0; n < 2; ++n) {
      std::uint32_t bits = 0;
      for (std::int64_t i = 0; i < size; ++i, bits >>= 1) {
        if (i % 32 == 0) bits = sequences[static_cast<std::size_t>(n)].bits();
        ASSERT_EQ(y[n][0][0][i].item<float>(), bits & 1 ? 2 : 0) << n << " " << size << " " << i;
      }
    }
  }
}

TEST(DropoutNoise, IsTheSameForAnnouncedLayers) {
  const std::vector<std::int64_t> sizes = {5, 64, 33, 200};
  DropoutNoise by_layer(key, numbers({4, 5})), together(key, numbers({4, 5}));
  together.announce({sizes[0], sizes[1], sizes[2]});  // The last one comes unexpected.
  for (const std::int64_t size : sizes) {
    const at::Tensor x = at::ones({2, size, 1, 1});
    EXPECT_TRUE(together.drop_half(x).equal(by_layer.drop_half(x))) << size;
  }
}

TEST(DropoutNoise, DropsHalfAndDoublesTheRest) {
  const at::Tensor y = DropoutNoise(key, numbers({0, 1})).drop_half(ones);
  EXPECT_TRUE((y.eq(0) | y.eq(2)).all().item<bool>());
  EXPECT_NEAR(y.mean().item<double>(), 1, 0.06);  // Four standard deviations.
}

TEST(DropoutNoise, DependsOnTheSampleAndNotOnItsBatch) {
  const at::Tensor together = DropoutNoise(key, numbers({4, 5})).drop_half(ones);
  EXPECT_TRUE(DropoutNoise(key, numbers({5})).drop_half(ones.narrow(0, 0, 1))[0].equal(together[1]));
  EXPECT_FALSE(together[0].equal(together[1]));
  EXPECT_FALSE(DropoutNoise({1, 2, 4}, numbers({4, 5})).drop_half(ones).equal(together));
}

TEST(DropoutNoise, DiffersFromLayerToLayer) {
  DropoutNoise noise(key, numbers({4, 5}));
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
