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
constexpr Kernel halving{4, 2, 1};
constexpr Kernel sliding{4, 1, 1};

/// A convolution of this program and the same of LibTorch.
struct Pair {
  using Convolve = at::Tensor (*)(const at::Tensor& x, const at::Tensor& weight);
  const char* name;
  std::int64_t kernel_px;
  bool is_transposed;  ///< The weight is [in, out, size, size].
  Convolve own, of_libtorch;

  at::Tensor weight(std::int64_t in, std::int64_t out) const {
    return is_transposed ? at::randn({in, out, kernel_px, kernel_px})
                         : at::randn({out, in, kernel_px, kernel_px});
  }
};

template <int padding>
at::Tensor own_sliding(const at::Tensor& x, const at::Tensor& weight) {
  return winograd_convolution(x, weight, padding);
}
template <int stride, int padding>
at::Tensor of_libtorch(const at::Tensor& x, const at::Tensor& weight) {
  return at::conv2d(x, weight, {}, stride, padding);
}
at::Tensor transposed_of_libtorch(const at::Tensor& x, const at::Tensor& weight) {
  return at::conv_transpose2d(x, weight, {}, 2, 1);
}

const std::vector<Pair> pairs{
    {"3 x 3", 3, false, own_sliding<1>, of_libtorch<1, 1>},
    {"4 x 4", 4, false, own_sliding<1>, of_libtorch<1, 1>},
    {"2 x 2", 2, false, own_sliding<1>, of_libtorch<1, 1>},
    {"of stride 2", 4, false, halving_winograd_convolution, of_libtorch<2, 1>},
    {"transposed", 4, true, doubling_winograd_convolution, transposed_of_libtorch},
};

/// Output and gradients of input and weight for a slope of -3 ... 3.
std::vector<at::Tensor> with_gradients(const at::Tensor& x, const at::Tensor& weight,
                                       Pair::Convolve convolve) {
  const at::Tensor a = x.detach().requires_grad_(), b = weight.detach().requires_grad_();
  const at::Tensor y = convolve(a, b);
  y.backward(at::arange(y.numel()).remainder(7).sub(3).view(y.sizes()).to(y.scalar_type()));
  return {y.detach(), a.grad(), b.grad()};
}

class WinogradConvolutionOfTensors : public testing::Test {
 protected:
  void SetUp() override {
    if (simd_kernels().empty()) GTEST_SKIP() << "no kernels for this processor";
    at::manual_seed(1);
  }
};

TEST_F(WinogradConvolutionOfTensors, EqualsLibTorchsInDoublePrecision) {
  for (const Pair& pair : pairs) {
    for (const int width : {3, 32, 65}) {
      const at::Tensor x = at::randn({2, 20, 17, width}), weight = pair.weight(20, 32);
      const auto own = with_gradients(x, weight, pair.own);
      const auto expected = with_gradients(x.to(at::kDouble), weight.to(at::kDouble), pair.of_libtorch);
      for (std::size_t i = 0; i < own.size(); ++i) {
        ASSERT_EQ(own[i].sizes(), expected[i].sizes());
        const double error = ((own[i] - expected[i]).abs().max() / expected[i].abs().max()).item<double>();
        EXPECT_LT(error, 5e-6) << pair.name << ", tensor " << i << ", width " << width;
      }
    }
  }
}

TEST_F(WinogradConvolutionOfTensors, TakesTensorsOfOtherLayouts) {
  const at::Tensor x = at::randn({1, 16, 12, 20}), other = x.transpose(2, 3).contiguous().transpose(2, 3);
  for (const Pair& pair : pairs) {
    const at::Tensor weight = pair.weight(16, 16);
    EXPECT_TRUE(pair.own(other, weight).equal(pair.own(x, weight))) << pair.name;
  }
}

TEST_F(WinogradConvolutionOfTensors, IsUsedByTheLayers) {
  const at::NoGradGuard no_graph;
  const at::Tensor x = at::randn({1, 16, 64, 72});
  for (const auto& [kernel, pair] : {std::pair{small, pairs[0]}, {sliding, pairs[1]}, {halving, pairs[3]}}) {
    Convolution layer(16, 24, kernel);
    const at::Tensor weight = layer.parameters()[0].normal_();
    EXPECT_TRUE(layer.forward(x).equal(pair.own(x, weight))) << pair.name;
  }
  UpConvolution layer(16, 24);
  const at::Tensor weight = layer.parameters()[0].normal_();
  EXPECT_TRUE(layer.forward(x).equal(doubling_winograd_convolution(x, weight)));
}

TEST_F(WinogradConvolutionOfTensors, LeavesOutGradientsThatNobodyWants) {
  for (const Pair& pair : pairs) {
    const at::Tensor x = at::randn({1, 16, 8, 8}).requires_grad_(),
                     weight = pair.weight(16, 16).requires_grad_();
    pair.own(x.detach(), weight).sum().backward();
    EXPECT_FALSE(x.grad().defined());
    EXPECT_TRUE(weight.grad().defined());
    weight.mutable_grad().reset();
    pair.own(x, weight.detach()).sum().backward();
    EXPECT_TRUE(x.grad().defined());
    EXPECT_FALSE(weight.grad().defined());
  }
}

TEST_F(WinogradConvolutionOfTensors, IsNotForFewChannelsOrPixelsOrManyKernelsOrOtherTypes) {
  const auto suits = [](const at::Tensor& x, const at::Tensor& weight) {
    return suits_winograd(sliding_shape(x, weight, 1), x, weight);
  };
  const at::Tensor x = at::empty({1, 16, 32, 32}), weight = at::empty({16, 16, 3, 3});
  EXPECT_TRUE(suits(x, weight));
  EXPECT_FALSE(suits(x, weight.narrow(0, 0, 3)));
  EXPECT_FALSE(suits(x.narrow(2, 0, 4), weight));
  EXPECT_FALSE(suits(at::empty({1, 1024, 32, 32}), at::empty({512, 1024, 3, 3})));
  EXPECT_FALSE(suits(x.to(at::kDouble), weight.to(at::kDouble)));
  EXPECT_FALSE(suits(x.to(at::kBFloat16), weight.to(at::kBFloat16)));
}

TEST_F(WinogradConvolutionOfTensors, HasTheSameBitsOnOneAndTwoThreads) {
  const at::Tensor x = at::randn({1, 32, 33, 64});
  const int threads = at::get_num_threads();
  for (const Pair& pair : pairs) {
    const at::Tensor weight = pair.weight(32, 16);
    at::set_num_threads(1);
    const auto one = with_gradients(x, weight, pair.own);
    at::set_num_threads(2);
    const auto two = with_gradients(x, weight, pair.own);
    for (std::size_t i = 0; i < one.size(); ++i)
      EXPECT_TRUE(one[i].equal(two[i])) << pair.name << ", tensor " << i;
  }
  at::set_num_threads(threads);
}

}  // namespace
}  // namespace emsurvey
