#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/rearranged.h"

namespace emsurvey {
namespace {

TEST(InterleavedPhases, MovesNumbersOfAnySize) {
  const at::Tensor phases = at::arange(2 * 4 * 3 * 5 * 6, at::kDouble).view({2, 2, 2, 3, 5, 6});
  const at::Tensor image = interleaved_phases(phases);
  ASSERT_EQ(image.sizes(), at::IntArrayRef({2, 3, 8, 10}));
  for (const int p : {0, 1}) {
    for (const int q : {0, 1}) {
      const at::Tensor pixels = image.slice(2, p, {}, 2).slice(3, q, {}, 2);
      EXPECT_TRUE(pixels.equal(phases.select(1, p).select(1, q).narrow(2, p, 4).narrow(3, q, 5)));
    }
  }
  for (const auto type : {at::kFloat, at::kBFloat16})
    EXPECT_TRUE(interleaved_phases(phases.to(type)).equal(image.to(type)));
}

TEST(AddedColumns, AreTheSameInSinglePrecision) {
  const at::Tensor images =
      at::arange(2 * 3 * 5 * 4 * 7, at::kDouble).view({2, 3, 5, 4, 7});  // Exact in both.
  EXPECT_TRUE(added_columns(images.to(at::kFloat)).equal(added_columns(images).to(at::kFloat)));
}

}  // namespace
}  // namespace emsurvey
