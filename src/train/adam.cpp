#include "train/adam.h"

#include <ATen/ATen.h>

#include <cmath>

namespace emsurvey {
namespace {
constexpr double beta2 = 0.999;
constexpr double epsilon = 1e-8;
}  // namespace

Adam::Adam(const at::Tensor& values, double learning_rate, double beta1, bool is_fused)
    : steps(at::zeros({}, values.options())),
      first_moment(at::zeros_like(values)),
      second_moment(at::zeros_like(values)),
      learning_rate_(learning_rate),
      beta1_(beta1),
      is_fused_(is_fused) {}

void Adam::update(at::Tensor& values, const at::Tensor& gradients) {
  steps.add_(1);
  if (is_fused_) {
    at::_fused_adam_({values}, {gradients}, {first_moment}, {second_moment}, /*max_exp_avg_sqs=*/{}, {steps},
                     learning_rate_, beta1_, beta2, /*weight_decay=*/0, epsilon, /*amsgrad=*/false,
                     /*maximize=*/false);
    return;
  }
  first_moment.mul_(beta1_).add_(gradients, 1 - beta1_);
  second_moment.mul_(beta2).addcmul_(gradients, gradients, 1 - beta2);
  const auto t = steps.item<double>();
  const double rate = learning_rate_ / (1 - std::pow(beta1_, t));
  const double root = std::sqrt(1 - std::pow(beta2, t));
  values.addcdiv_(first_moment, (second_moment.sqrt() / root).add_(epsilon), -rate);
}

}  // namespace emsurvey
