#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "network/catalogue.h"
#include "network/discriminator.h"
#include "network/generator.h"

namespace emsurvey {
namespace {

TEST(Discriminator, HasThePublishedNumberOfParameters) {
  EXPECT_EQ(parameter_count(Discriminator(3)), 2768640);
}

TEST(Discriminator, JudgesPatches) {
  at::manual_seed(1);
  Discriminator discriminator(2);
  const at::NoGradGuard no_graph;
  for (auto& parameter : discriminator.parameters()) parameter.normal_(0, 0.1);
  const at::Tensor p = discriminator.forward(at::randn({2, 1, 256, 256}), at::randn({2, 2, 256, 256}));
  EXPECT_EQ(p.sizes(), (std::vector<std::int64_t>{2, 1, 30, 30}));
  EXPECT_GT(p.min().item<float>(), 0);
  EXPECT_LT(p.max().item<float>(), 1);
  const auto small = smallest_judged_px;
  const at::Tensor one =
      discriminator.forward(at::randn({1, 1, small, small}), at::randn({1, 2, small, small}));
  EXPECT_EQ(one.numel(), 1);
}

}  // namespace
}  // namespace emsurvey
