#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"

namespace emsurvey {
namespace {

using Words = std::array<std::uint32_t, 4>;

// Test vectors of Random123, the library by the authors of Philox.
TEST(Philox, GivesTheKnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomSequence, DependsOnEveryPartOfItsPlace) {
  const auto first = [](const RandomKey& key, RandomUse use, std::uint32_t index) {
    return RandomSequence(key, use, index).bits();
  };
  const RandomKey key{1, 2, 3};
  const auto base = first(key, RandomUse::order, 4);
  EXPECT_EQ(first(key, RandomUse::order, 4), base);
  EXPECT_NE(first({2, 2, 3}, RandomUse::order, 4), base);
  EXPECT_NE(first({1 + (1ULL << 40), 2, 3}, RandomUse::order, 4), base);
  EXPECT_NE(first({1, 3, 3}, RandomUse::order, 4), base);
  EXPECT_NE(first({1, 2, 4}, RandomUse::order, 4), base);
  EXPECT_NE(first(key, RandomUse::weights, 4), base);
  EXPECT_NE(first(key, RandomUse::order, 5), base);
}

TEST(RandomSequence, NormalNumbersHaveMeanZeroAndUnitVariance) {
  RandomSequence random({1, 1, 1}, RandomUse::weights, 0);
  constexpr int count = 100000;
  double sum = 0, squares = 0;
  for (int i = 0; i < count; ++i) {
    const double value = random.normal();
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / count, 0, 0.015);  // Five standard errors.
  EXPECT_NEAR(squares / count, 1, 0.025);
}

TEST(RandomSequence, PermutationHoldsEveryNumberOnceAndIsEven) {
  std::vector<int> first_place(5, 0);
  for (std::uint32_t i = 0; i < 5000; ++i) {
    auto order = RandomSequence({7, 0, 0}, RandomUse::order, i).permutation(5);
    ++first_place[static_cast<std::size_t>(order[0])];
    std::sort(order.begin(), order.end());
    ASSERT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
  }
  for (const int count : first_place) EXPECT_NEAR(count, 1000, 150);
}

}  // namespace
}  // namespace emsurvey
