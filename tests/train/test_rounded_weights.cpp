#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include "network/generator.h"
#include "train/initialise.h"
#include "train/precision.h"
#include "train/rounded_weights.h"

namespace emsurvey {
namespace {

const NetworkSpec resnet{"resnet", 1, 4, 2}, unet{"unet", 2, 4, 2};

std::shared_ptr<Generator> network_of(const NetworkSpec& spec) {
  auto network = make_generator(spec);
  initialise(*network, {1, 2, 3}, RandomUse::weights);
  return network;
}

/// Output and gradients of a forward and a backward pass in bfloat16, as float32.
std::vector<at::Tensor> pass_through(Generator& network, const at::Tensor& sections,
                                     RoundedWeights* weights) {
  if (weights != nullptr) weights->use();
  std::vector<at::Tensor> results;
  {
    const Bfloat16 bfloat16(true, at::kCPU);
    results.push_back(network.forward(sections));
  }
  const auto gradients = torch::autograd::grad({results[0].square().mean()}, network.parameters());
  results.insert(results.end(), gradients.begin(), gradients.end());
  for (at::Tensor& result : results) result = result.detach().to(at::kFloat);
  if (weights != nullptr) weights->release();
  return results;
}

TEST(RoundedWeights, GiveTheBitsOfAutocast) {
  at::manual_seed(1);
  const at::Tensor sections = at::randn({2, 1, 16, 16});
  for (const NetworkSpec& spec : {resnet, unet}) {
    const auto network = network_of(spec);
    const FlatParameters parameters(*network);
    RoundedWeights weights(*network, parameters);
    const auto expected = pass_through(*network, sections, nullptr),
               own = pass_through(*network, sections, &weights);
    ASSERT_EQ(own.size(), expected.size());
    for (std::size_t i = 0; i < own.size(); ++i)
      EXPECT_TRUE(own[i].equal(expected[i])) << spec.name << " " << i;
  }
}

TEST(RoundedWeights, AreThoseOfConvolutionsWhileInUse) {
  const auto network = network_of(resnet);
  FlatParameters parameters(*network);
  RoundedWeights weights(*network, parameters);
  parameters.values().mul_(3);  // As an optimiser, after the first step.
  weights.use();
  int rounded = 0;
  for (const auto& item : network->named_parameters()) {
    const bool is_rounded = item.value().scalar_type() == at::kBFloat16;
    EXPECT_EQ(is_rounded, item.value().dim() == 4 && item.key() != "encoder.conv1.weight") << item.key();
    rounded += is_rounded;
  }
  EXPECT_EQ(rounded, 2 + 2 + 2 + 1) << "of encoder, block, transposed convolutions and the last";
  const at::Tensor second = network->named_parameters()["encoder.conv2.weight"].detach().clone();
  weights.release();
  for (const auto& parameter : network->parameters()) EXPECT_EQ(parameter.scalar_type(), at::kFloat);
  EXPECT_TRUE(network->named_parameters()["encoder.conv2.weight"].to(at::kBFloat16).equal(second));
}

}  // namespace
}  // namespace emsurvey
