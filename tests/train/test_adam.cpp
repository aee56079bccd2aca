#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/optim/adam.h>

#include "train/adam.h"

namespace emsurvey {
namespace {

TEST(Adam, TakesTheStepsOfLibTorchsAdam) {
  at::manual_seed(1);
  at::Tensor own = at::randn({1000});
  at::Tensor theirs = own.clone().requires_grad_();
  Adam adam(at::zeros({1000}), 0.01, 0.5);
  torch::optim::Adam reference({theirs}, torch::optim::AdamOptions(0.01).betas({0.5, 0.999}).eps(1e-8));
  for (int i = 0; i < 50; ++i) {
    const at::Tensor gradient = at::randn({1000}) * (i % 7 == 0 ? 1e-6 : 1);
    adam.update(own, gradient);
    theirs.mutable_grad() = gradient.clone();
    reference.step();
  }
  EXPECT_EQ(adam.steps, 50);
  EXPECT_LT((own - theirs).abs().max().item<double>(), 1e-5);
}

}  // namespace
}  // namespace emsurvey
