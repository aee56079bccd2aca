#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "loss/adversarial.h"
#include "loss/pixel_mean.h"

namespace emsurvey {
namespace {

at::Tensor patches(const std::vector<double>& p) {
  return at::tensor(p, at::kDouble).view({1, 1, 1, -1});
}

TEST(AdversarialLoss, IsTheMeanOfItsFormula) {
  const double loss = pixel_mean(adversarial_sums(patches({0.5, 0.25}))).item<double>();
  EXPECT_NEAR(loss, (std::log(2) + std::log(4)) / 2, 1e-10);
}

TEST(DiscriminatorLoss, IsTheMeanOfItsFormula) {
  const double loss = pixel_mean(discriminator_sums(patches({0.5, 1}), patches({0.5, 0.75}))).item<double>();
  EXPECT_NEAR(loss, (2 * std::log(2) + std::log(4)) / 2, 1e-10);
}

TEST(AdversarialLoss, IsFiniteForACertainDiscriminator) {
  EXPECT_NEAR(pixel_mean(adversarial_sums(patches({0}))).item<double>(), -std::log(1e-12), 1e-9);
  EXPECT_NEAR(pixel_mean(discriminator_sums(patches({0}), patches({1}))).item<double>(), -2 * std::log(1e-12),
              1e-9);
}

}  // namespace
}  // namespace emsurvey
