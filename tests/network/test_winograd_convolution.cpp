#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <vector>

#include "kernels/simd_kernels.h"
#include "network/layers.h"
#include "network/winograd_convolution.h"

namespace emsurvey {
namespace {

constexpr Kernel small{3, 1, 1};

/// Output and gradients of input and weight.
std::vector<at::Tensor> with_gradients(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& slope,
                                       at::Tensor (*convolve)(const at::Tensor&, const at::Tensor&)) {
  const at::Tensor a = x.detach().requires_grad_(), b = weight.detach().requires_grad_();
  const at::Tensor y = convolve(a, b);
  y.backward(slope.to(y.scalar_type()));
  return {y.detach(), a.grad(), b.grad()};
}

at::Tensor of_libtorch(const at::Tensor& x, const at::Tensor& weight) {
  return at::conv2d(x, weight, {}, 1, 1);
}

class WinogradConvolutionOfTensors : public testing::Test {
 protected:
  void SetUp() override {
    if (simd_kernels().empty()) GTEST_SKIP() << "no kernels for this processor";
    at::manual_seed(1);
  }
};

TEST_F(WinogradConvolutionOfTensors, EqualsLibTorchsInDoublePrecision) {
  for (const int width : {3, 32, 65}) {
    const at::Tensor x = at::randn({2, 20, 18, width}), weight = at::randn({32, 20, 3, 3});
    const at::Tensor slope = at::randn({2, 32, 18, width});
    ASSERT_TRUE(suits_winograd(x, weight));
    const auto own = with_gradients(x, weight, slope, winograd_convolution);
    const auto expected = with_gradients(x.to(at::kDouble), weight.to(at::kDouble), slope, of_libtorch);
    for (std::size_t i = 0; i < own.size(); ++i) {
      ASSERT_EQ(own[i].sizes(), expected[i].sizes());
      const double error = ((own[i] - expected[i]).abs().max() / expected[i].abs().max()).item<double>();
      EXPECT_LT(error, 5e-6) << "tensor " << i << ", width " << width;
    }
  }
}

TEST_F(WinogradConvolutionOfTensors, TakesTensorsOfOtherLayoutsAndTheLayerUsesIt) {
  Convolution layer(16, 16, small);
  const at::NoGradGuard no_graph;
  const at::Tensor weight = layer.parameters()[0].normal_();
  const at::Tensor x = at::randn({1, 16, 12, 20});
  const at::Tensor y = winograd_convolution(x, weight);
  EXPECT_TRUE(layer.forward(x).equal(y));
  EXPECT_TRUE(winograd_convolution(x.transpose(2, 3).contiguous().transpose(2, 3), weight).equal(y));
}

TEST_F(WinogradConvolutionOfTensors, LeavesOutGradientsThatNobodyWants) {
  const at::Tensor x = at::randn({1, 16, 8, 8}), weight = at::randn({16, 16, 3, 3}).requires_grad_();
  winograd_convolution(x, weight).sum().backward();
  EXPECT_FALSE(x.grad().defined());
  EXPECT_TRUE(weight.grad().defined());
}

TEST_F(WinogradConvolutionOfTensors, IsNotForFewChannelsOrOtherTypes) {
  const at::Tensor x = at::randn({1, 16, 8, 8}), weight = at::randn({16, 16, 3, 3});
  EXPECT_TRUE(suits_winograd(x, weight));
  EXPECT_FALSE(suits_winograd(x, weight.narrow(0, 0, 3)));
  EXPECT_FALSE(suits_winograd(x.to(at::kDouble), weight.to(at::kDouble)));
  EXPECT_FALSE(suits_winograd(x.to(at::kBFloat16), weight.to(at::kBFloat16)));
}

TEST_F(WinogradConvolutionOfTensors, HasTheSameBitsOnOneAndTwoThreads) {
  const at::Tensor x = at::randn({1, 32, 33, 64}), weight = at::randn({16, 32, 3, 3});
  const at::Tensor slope = at::randn({1, 16, 33, 64});
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const auto one = with_gradients(x, weight, slope, winograd_convolution);
  at::set_num_threads(2);
  const auto two = with_gradients(x, weight, slope, winograd_convolution);
  at::set_num_threads(threads);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_TRUE(one[i].equal(two[i])) << "tensor " << i;
}

}  // namespace
}  // namespace emsurvey
