#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/codec.h"
#include "network/layers.h"
#include "network/memory_format.h"

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

/// Expects that `y` and `expected`, both computed from `inputs`, have the same values and the same gradients.
void expect_same(const at::Tensor& y, const at::Tensor& expected, const std::vector<at::Tensor>& inputs) {
  expect_close(y, expected, 1e-12);
  const at::Tensor slope = at::randn_like(y);
  const auto gradients_of = [&](const at::Tensor& output) {
    for (const auto& input : inputs) input.mutable_grad().reset();
    (output * slope).sum().backward();
    std::vector<at::Tensor> gradients;
    for (const auto& input : inputs) gradients.push_back(input.grad().clone());
    return gradients;
  };
  const auto gradients = gradients_of(y), expected_gradients = gradients_of(expected);
  for (std::size_t i = 0; i < inputs.size(); ++i) expect_close(gradients[i], expected_gradients[i], 1e-12);
}

TEST(UpConvolution, EqualsATransposedConvolutionInValueAndGradients) {
  at::manual_seed(1);
  UpConvolution up(5, 3);
  up.to(at::kDouble);
  randomise(up);
  const at::Tensor weight = up.parameters()[0];
  at::Tensor x = at::randn({2, 5, 6, 7}, at::kDouble).requires_grad_();
  expect_same(up.forward(x), at::conv_transpose2d(x, weight, {}, 2, 1), {x, weight});
}

TEST(Convolution, WithFewOutputsEqualsLibTorchs) {
  at::manual_seed(1);
  Convolution last(4, 3, {7, 1, 3});
  last.to(at::kDouble);
  randomise(last);
  const at::Tensor weight = last.parameters()[0];
  for (const int width : {8, 2, 1}) {  // The columns of the kernel may lie outside of the image.
    at::Tensor x = at::randn({2, 4, 9, width}, at::kDouble).requires_grad_();
    expect_same(last.forward(x), at::conv2d(x, weight, {}, 1, 3), {x, weight});
  }
}

TEST(GreyConvolution, EqualsAConvolutionOfThreeEqualChannels) {
  at::manual_seed(1);
  GreyConvolution first(4, {7, 1, 3});
  first.to(at::kDouble);
  randomise(first);
  const at::Tensor weight = first.parameters()[0];
  const at::Tensor x = at::randn({2, 1, 9, 8}, at::kDouble);
  expect_same(first.forward(x), at::conv2d(x.expand({2, 3, 9, 8}), weight, {}, 1, 3), {weight});
}

/// Gives convolution weights the strides of channels last, as on a GPU.
void use_channels_last(torch::nn::Module& module) {
  for (auto& parameter : module.parameters())
    parameter.set_data(parameter.detach().contiguous(at::MemoryFormat::ChannelsLast));
}

TEST(GreyConvolution, ComputesInTheMemoryFormatOfItsWeights) {
  at::manual_seed(1);
  const at::Tensor section = at::randn({1, 1, 16, 16}), labels = at::randn({1, 2, 16, 16});
  for (const int further : {0, 2}) {
    GreyConvolution first(8, {7, 1, 3}, further);
    randomise(first);
    const at::Tensor usual = further == 0 ? section : at::cat({section, labels}, 1);
    const at::Tensor last =
        further == 0 ? as_channels_last(section) : usual.contiguous(at::MemoryFormat::ChannelsLast);
    const at::Tensor expected = first.forward(usual);
    EXPECT_EQ(expected.suggest_memory_format(), at::MemoryFormat::Contiguous);
    use_channels_last(first);
    for (const at::Tensor& x : {usual, last}) {
      const at::Tensor y = first.forward(x);
      EXPECT_EQ(y.suggest_memory_format(), at::MemoryFormat::ChannelsLast);
      expect_close(y, expected, 1e-4);
    }
  }
}

TEST(MemoryFormat, OfOneChannelIsKeptBesideOthers) {
  const at::Tensor section = at::arange(32).view({2, 1, 4, 4});
  const at::Tensor labels = at::zeros({2, 3, 4, 4}, at::kLong).contiguous(at::MemoryFormat::ChannelsLast);
  EXPECT_TRUE(as_channels_last(section).equal(section));
  EXPECT_EQ(at::cat({as_channels_last(section), labels}, 1).suggest_memory_format(),
            at::MemoryFormat::ChannelsLast);
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
  const at::Tensor expected =
      (x - mean) / (variance + 1e-5).sqrt() * parameters["weight"].view({1, 3, 1, 1}) +
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
