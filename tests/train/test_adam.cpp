#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/optim/adam.h>
#include <torch/version.h>

#include "train/adam.h"

namespace emsurvey {
namespace {

void expect_the_steps_of_libtorchs_adam(bool is_fused) {
  at::manual_seed(1);
  at::Tensor own = at::randn({1000});
  at::Tensor theirs = own.clone().requires_grad_();
  Adam adam(at::zeros({1000}), 0.01, 0.5, is_fused);
  torch::optim::Adam reference({theirs}, torch::optim::AdamOptions(0.01).betas({0.5, 0.999}).eps(1e-8));
  for (int i = 0; i < 50; ++i) {
    const at::Tensor gradient = at::randn({1000}) * (i % 7 == 0 ? 1e-6 : 1);
    adam.update(own, gradient);
    theirs.mutable_grad() = gradient.clone();
    reference.step();
  }
  EXPECT_EQ(adam.steps.item<double>(), 50);
  EXPECT_LT((own - theirs).abs().max().item<double>(), 1e-5);
}

TEST(Adam, TakesTheStepsOfLibTorchsAdam) {
  expect_the_steps_of_libtorchs_adam(/*is_fused=*/false);
}

TEST(Adam, TakesThemInOneKernelToo) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
  expect_the_steps_of_libtorchs_adam(/*is_fused=*/true);
#else
  GTEST_SKIP() << "this LibTorch has the kernel for GPUs alone";
#endif
}

}  // namespace
}  // namespace emsurvey
