#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <vector>

#include "kernels/simd_kernels.h"
#include "network/layers.h"
#include "network/plane_norm.h"

namespace emsurvey {
namespace {

class PlaneNormOfTensors : public testing::Test {
 protected:
  void SetUp() override {
    if (simd_kernels().empty()) GTEST_SKIP() << "no kernels for this processor";
    at::manual_seed(1);
  }
};

/// A result and the gradients of all inputs.
template <class Compute>
std::vector<at::Tensor> with_gradients(std::vector<at::Tensor> inputs, at::ScalarType type,
                                       const Compute& compute) {
  for (at::Tensor& input : inputs) input = input.detach().to(type).requires_grad_();
  const at::Tensor y = compute(inputs);
  y.backward(at::arange(y.numel(), type).sin().view(y.sizes()));
  std::vector<at::Tensor> results{y.detach()};
  for (const at::Tensor& input : inputs) results.push_back(input.grad());
  return results;
}

TEST_F(PlaneNormOfTensors, EqualsLibTorchsInDoublePrecision) {
  for (const bool has_relu : {false, true}) {
    for (const bool has_added : {false, has_relu}) {
      std::vector<at::Tensor> inputs{at::randn({2, 6, 9, 13}) * 3 + 2, at::randn({6}), at::randn({6})};
      if (has_added) inputs.push_back(at::randn({2, 6, 9, 13}));
      const auto own = with_gradients(inputs, at::kFloat, [=](const auto& in) {
        return plane_norm(in[0], in[1], in[2], {has_relu, has_added ? in[3] : at::Tensor()});
      });
      const auto expected = with_gradients(inputs, at::kDouble, [=](const auto& in) {
        at::Tensor y = at::instance_norm(in[0], in[1], in[2], {}, {}, true, 0.0, 1e-5, false);
        if (has_relu) y = y.relu();
        return has_added ? in[3] + y : y;
      });
      ASSERT_EQ(own.size(), expected.size());
      for (std::size_t i = 0; i < own.size(); ++i)
        EXPECT_LT(((own[i] - expected[i]).abs().max() / expected[i].abs().max()).template item<double>(),
                  3e-6)
            << "tensor " << i << ", relu " << has_relu << ", added " << has_added;
    }
  }
}

TEST_F(PlaneNormOfTensors, IsWhatSampleNormComputes) {
  SampleNorm norm(4);
  const at::NoGradGuard no_graph;
  for (at::Tensor& parameter : norm.parameters()) parameter.normal_();
  const at::Tensor weight = norm.parameters()[0], bias = norm.parameters()[1];
  const at::Tensor x = at::randn({2, 4, 6, 7}), added = at::randn({2, 4, 6, 7});
  EXPECT_TRUE(norm.forward(x).equal(plane_norm(x, weight, bias)));
  EXPECT_TRUE(norm.forward_relu(x).equal(norm.forward(x).relu()));
  EXPECT_TRUE(norm.forward_relu(x, added).equal(added + norm.forward(x).relu()));
  const at::Tensor turned = x.transpose(2, 3).contiguous().transpose(2, 3);
  EXPECT_TRUE(norm.forward(turned).equal(norm.forward(x)));
}

TEST_F(PlaneNormOfTensors, OtherTypesTakeLibTorchs) {
  SampleNorm norm(4);
  norm.to(at::kDouble);
  const at::Tensor x = at::randn({2, 4, 6, 7}, at::kDouble), added = at::randn({2, 4, 6, 7}, at::kDouble);
  EXPECT_FALSE(suits_plane_norm(x));
  EXPECT_TRUE(norm.forward_relu(x, added).equal(added + norm.forward(x).relu()));
}

}  // namespace
}  // namespace emsurvey
