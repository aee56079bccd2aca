#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "loss/catalogue.h"
#include "loss/loss.h"
#include "support/reference_data.h"

namespace emsurvey {
namespace {

at::Tensor tensor(const std::vector<double>& values, const std::vector<std::int64_t>& shape) {
  return at::tensor(values, at::kDouble).view(shape);
}

/// Computes the loss of one batch in a single process.
at::Tensor evaluate(const Loss& loss, const LossInput& input) {
  return loss.value(loss.sums(input));
}

/// Returns the value of a loss and its gradient with respect to the output.
std::pair<double, at::Tensor> value_and_gradient(const std::string& name, LossInput input) {
  input.output = input.output.detach().clone().requires_grad_();
  const at::Tensor value = evaluate(make_loss(name), input);
  value.backward();
  return {value.item<double>(), input.output.grad()};
}

void expect_close(const at::Tensor& a, const at::Tensor& b, double relative) {
  const double scale = b.abs().max().item<double>();
  EXPECT_LE((a - b).abs().max().item<double>(), relative * scale);
}

/// Returns a case with two pixels and three labels.
LossInput small_case() {
  return {tensor({-0.8, 0.1, 0.6, 0.3, -0.4, 0.9}, {1, 3, 1, 2}),
          tensor({-1, 1, 1, -1, -1, 1}, {1, 3, 1, 2}),
          {}};
}

LossInput random_case(int samples) {
  at::manual_seed(3);
  const at::Tensor output = at::rand({samples, 3, 4, 5}, at::kDouble) * 2 - 1;
  return {output, at::sign(at::rand_like(output) - 0.4), {}};
}

// Computed with NumPy from the formulas.
TEST(Losses, HaveTheValuesOfTheirFormulas) {
  const std::map<std::string, double> expected = {
      {"hinge", 0.5833333333333334}, {"square", 0.5116666666666666}, {"softmax", 1.4518089644117604},
      {"approx", 0.355625},          {"dice", 0.3804213135068154},   {"logistic", 0.39735507979813756}};
  ASSERT_EQ(loss_names().size(), expected.size());
  for (const auto& [name, value] : expected) {
    EXPECT_NEAR(value_and_gradient(name, small_case()).first, value, 1e-12) << name;
  }
}

TEST(Losses, HaveTheGradientOfTheirValue) {
  for (const auto& name : loss_names()) {
    if (name == "softmax") continue;  // Its gradient deliberately differs from the derivative of its value.
    const LossInput input = random_case(1);
    const at::Tensor gradient = value_and_gradient(name, input).second;
    for (const std::int64_t i : {0, 17, 59}) {
      LossInput above = input, below = input;
      above.output = input.output.clone();
      below.output = input.output.clone();
      above.output.view(-1)[i] += 1e-6;
      below.output.view(-1)[i] -= 1e-6;
      const double slope =
          (value_and_gradient(name, above).first - value_and_gradient(name, below).first) / 2e-6;
      EXPECT_NEAR(gradient.view(-1)[i].item<double>(), slope, 1e-7) << name;
    }
  }
}

// (softmax(p) - q) / 2 averaged over the pixels, computed with NumPy.
TEST(SoftmaxLoss, HasTheGradientOfTheStudy) {
  const at::Tensor expected = tensor({0.05902971025012812, -0.1804975522050581, -0.13112876116280808,
                                      0.07681208403804071, 0.07209905091278002, -0.14631453183298262},
                                     {1, 3, 1, 2});
  expect_close(value_and_gradient("softmax", small_case()).second, expected, 1e-9);
}

TEST(DiceLoss, LetsTheGradientThroughWhereItsValueIsClamped) {
  LossInput opposite = small_case();
  opposite.output = -opposite.output;
  const auto [value, gradient] = value_and_gradient("dice", opposite);
  EXPECT_EQ(value, 1);
  EXPECT_GT(gradient.abs().max().item<double>(), 0.01);
}

TEST(Losses, AreFiniteWhereOutputsSaturate) {
  const at::Tensor ones = at::ones({1, 3, 2, 2});
  for (const auto& name : loss_names()) {
    for (const double sign : {1.0, -1.0}) {
      const auto [value, gradient] = value_and_gradient(name, {ones * sign, -ones * sign, {}});
      EXPECT_TRUE(std::isfinite(value)) << name;
      EXPECT_TRUE(gradient.isfinite().all().item<bool>()) << name;
    }
  }
}

TEST(Losses, CountAnnotatedPixelsOnly) {
  for (const auto& name : loss_names()) {
    // The right half is not annotated, so value and gradient are those of the left half alone.
    LossInput whole = random_case(2);
    whole.valid = at::ones_like(whole.output);
    whole.valid.narrow(3, 2, 3).zero_();
    const LossInput left{whole.output.narrow(3, 0, 2), whole.target.narrow(3, 0, 2), {}};
    const auto [value, gradient] = value_and_gradient(name, whole);
    const auto [expected, expected_gradient] = value_and_gradient(name, left);
    EXPECT_NEAR(value, expected, 1e-12) << name;
    expect_close(gradient.narrow(3, 0, 2), expected_gradient, 1e-9);
    EXPECT_EQ(gradient.narrow(3, 2, 3).abs().max().item<double>(), 0) << name;
  }
}

TEST(Losses, LeaveALabelOutThatIsNotAnnotated) {
  for (const auto& name : loss_names()) {
    LossInput input = random_case(1);
    input.valid = at::ones_like(input.output);
    input.valid.select(1, 1).zero_();
    const at::Tensor gradient = value_and_gradient(name, input).second;
    EXPECT_EQ(gradient.select(1, 1).abs().max().item<double>(), 0) << name;
    EXPECT_GT(gradient.select(1, 0).abs().max().item<double>(), 0) << name;
  }
}

// Data-parallel training relies on this: the sums of the parts of a batch add up to the sums of the batch.
TEST(Losses, AddUpOverTheSamplesOfABatch) {
  const LossInput batch = random_case(3);
  for (const auto& name : loss_names()) {
    const Loss loss = make_loss(name);
    at::Tensor sums = at::zeros_like(loss.sums(batch));
    for (int i = 0; i < 3; ++i)
      sums += loss.sums({batch.output.narrow(0, i, 1), batch.target.narrow(0, i, 1), {}});
    EXPECT_NEAR(loss.value(sums).item<double>(), evaluate(loss, batch).item<double>(), 1e-12) << name;
  }
}

TEST(Losses, AgreeWithTheIndependentImplementation) {
  EMSURVEY_NEEDS_REFERENCE();
  std::ifstream file(reference_folder() / "reference" / "losses.json");
  const auto reference = nlohmann::json::parse(file);
  int compared = 0;
  for (const auto& one : reference.at("cases")) {
    const auto shape = one.at("shape").get<std::vector<std::int64_t>>();
    const LossInput input{tensor(one.at("output").get<std::vector<double>>(), shape),
                          tensor(one.at("target").get<std::vector<double>>(), shape),
                          {}};
    for (const auto& [name, expected_value] : one.at("loss").items()) {
      const auto [value, gradient] = value_and_gradient(name, input);
      const double expected = expected_value.get<double>();
      EXPECT_NEAR(value, expected, 1e-6 * std::abs(expected)) << name << ", " << one.at("kind");
      const at::Tensor expected_gradient = tensor(one.at("grad").at(name).get<std::vector<double>>(), shape);
      expect_close(gradient, expected_gradient, 1e-6);
      ++compared;
    }
  }
  EXPECT_EQ(compared, 24);  // The six published losses in four cases.
}

}  // namespace
}  // namespace emsurvey
