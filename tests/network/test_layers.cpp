#include "network/layers.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/codec.h"

namespace emsurvey {
namespace {

/// Fills all parameters with random numbers.
void randomise(torch::nn::Module& module) {
  const at::NoGradGuard no_graph;
  for (auto& parameter : module.parameters()) parameter.normal_();
}

void expect_close(const at::Tensor& a, const at::Tensor& b, double tolerance) {
  ASSERT_EQ(a.sizes(), b.sizes());
  EXPECT_LT((a - b).abs().max().item<double>(), tolerance);
}

TEST(UpConvolution, EqualsATransposedConvolutionInValueAndGradients) {
  at::manual_seed(1);
  UpConvolution up(5, 3);
  up.to(at::kDouble);
  randomise(up);
  const at::Tensor weight = up.parameters()[0];
  at::Tensor x = at::randn({2, 5, 6, 7}, at::kDouble).requires_grad_();
  const at::Tensor y = up.forward(x), expected = at::conv_transpose2d(x, weight, {}, 2, 1);
  expect_close(y, expected, 1e-12);

  const at::Tensor slope = at::randn_like(y);
  (y * slope).sum().backward();
  const at::Tensor x_gradient = x.grad().clone(), weight_gradient = weight.grad().clone();
  x.mutable_grad().zero_();
  weight.mutable_grad().zero_();
  (expected * slope).sum().backward();
  expect_close(x_gradient, x.grad(), 1e-12);
  expect_close(weight_gradient, weight.grad(), 1e-12);
}

TEST(GreyConvolution, EqualsAConvolutionOfThreeEqualChannels) {
  at::manual_seed(1);
  GreyConvolution first(4);
  first.to(at::kDouble);
  randomise(first);
  const at::Tensor weight = first.parameters()[0];
  const at::Tensor x = at::randn({2, 1, 9, 8}, at::kDouble);
  const at::Tensor expected = at::conv2d(x.expand({2, 3, 9, 8}), weight, {}, 1, 3);
  const at::Tensor y = first.forward(x);
  expect_close(y, expected, 1e-12);

  const at::Tensor slope = at::randn_like(y);
  (y * slope).sum().backward();
  const at::Tensor gradient = weight.grad().clone();
  weight.mutable_grad().zero_();
  (expected * slope).sum().backward();
  expect_close(gradient, weight.grad(), 1e-12);
}

TEST(SampleNorm, NormalisesEverySampleByItself) {
  at::manual_seed(1);
  SampleNorm norm(3);
  randomise(norm);
  const at::Tensor x = at::randn({4, 3, 5, 6}) * 3 + 2;
  const at::Tensor together = norm.forward(x);
  for (int i = 0; i < 4; ++i) expect_close(norm.forward(x.narrow(0, i, 1))[0], together[i], 1e-5);

  const auto parameters = norm.named_parameters();
  const at::Tensor mean = x.mean({2, 3}, true), variance = x.var({2, 3}, /*unbiased=*/false, true);
  const at::Tensor expected = (x - mean) / (variance + 1e-5).sqrt() * parameters["weight"].view({1, 3, 1, 1}) +
                              parameters["bias"].view({1, 3, 1, 1});
  expect_close(together, expected, 1e-5);
}

TEST(SampleNorm, OfASinglePixelIsTheOffset) {
  SampleNorm norm(2);
  randomise(norm);
  const at::Tensor y = norm.forward(at::randn({3, 2, 1, 1}));
  expect_close(y, norm.named_parameters()["bias"].view({1, 2, 1, 1}).expand({3, 2, 1, 1}), 1e-3);
}

}  // namespace
}  // namespace emsurvey
