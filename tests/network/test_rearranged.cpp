#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/rearranged.h"

namespace emsurvey {
namespace {

TEST(InterleavedPhases, MovesNumbersOfAnySize) {
  const at::Tensor phases = at::arange(2 * 4 * 3 * 5 * 6, at::kDouble).view({2, 2, 2, 3, 5, 6});
  const at::Tensor image = interleaved_phases(phases, 8, 10);
  ASSERT_EQ(image.sizes(), at::IntArrayRef({2, 3, 8, 10}));
  for (const int p : {0, 1}) {
    for (const int q : {0, 1}) {
      const at::Tensor pixels = image.slice(2, p, {}, 2).slice(3, q, {}, 2);
      EXPECT_TRUE(pixels.equal(phases.select(1, p).select(1, q).narrow(2, p, 4).narrow(3, q, 5)));
    }
  }
  for (const auto type : {at::kFloat, at::kBFloat16})
    EXPECT_TRUE(interleaved_phases(phases.to(type), 8, 10).equal(image.to(type)));
}

TEST(SeparatedPhases, AreThePixelsAtEvenAndOddRowsAndColumns) {
  for (const std::int64_t height : {1, 6, 7}) {
    for (const std::int64_t width : {1, 4, 9}) {
      const at::Tensor image =
          at::arange(1, 2 * 3 * height * width + 1, at::kDouble).view({2, 3, height, width});
      const at::Tensor phases = separated_phases(image);
      ASSERT_EQ(phases.sizes(), at::IntArrayRef({2, 2, 2, 3, height / 2 + 1, width / 2 + 1}));
      // Zeros around the image let every phase begin at an even row and column of it.
      const at::Tensor padded = at::constant_pad_nd(image, {2, 2, 2, 2});
      for (const int p : {0, 1})
        for (const int q : {0, 1}) {
          const at::Tensor pixels = padded.slice(2, 2 - p, {}, 2).slice(3, 2 - q, {}, 2);
          EXPECT_TRUE(phases.select(1, p).select(1, q).equal(
              pixels.narrow(2, 0, height / 2 + 1).narrow(3, 0, width / 2 + 1)));
        }
      EXPECT_TRUE(interleaved_phases(phases, height, width).equal(image));
      EXPECT_TRUE(separated_phases(image.to(at::kFloat)).equal(phases.to(at::kFloat)));
    }
  }
}

TEST(SeparatedPhases, HaveGradientsOfTheSameSizes) {
  const at::Tensor image = at::rand({1, 2, 5, 6}, at::kDouble).requires_grad_();
  const at::Tensor slope = at::rand({1, 2, 2, 2, 3, 4}, at::kDouble);
  separated_phases(image).backward(slope);
  EXPECT_TRUE(image.grad().equal(interleaved_phases(slope, 5, 6)));
  const at::Tensor phases = slope.clone().requires_grad_();
  interleaved_phases(phases, 5, 6).backward(image.detach());
  EXPECT_TRUE(phases.grad().equal(separated_phases(image.detach())));
}

TEST(AddedColumns, AreTheSameInSinglePrecision) {
  const at::Tensor images =
      at::arange(2 * 3 * 5 * 4 * 7, at::kDouble).view({2, 3, 5, 4, 7});  // Exact in both.
  EXPECT_TRUE(added_columns(images.to(at::kFloat)).equal(added_columns(images).to(at::kFloat)));
}

}  // namespace
}  // namespace emsurvey
