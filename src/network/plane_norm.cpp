#include "network/plane_norm.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "kernels/simd_kernels.h"
#include "network/parallel_parts.h"

namespace emsurvey {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// `statistics` [2, N, C]: means, then 1 / standard deviations.
NormTensors tensors_of(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                       const at::Tensor& statistics) {
  return {.channels = x.size(1),
          .pixels = x.size(2) * x.size(3),
          .has_relu = false,
          .input = x.data_ptr<float>(),
          .weight = weight.data_ptr<float>(),
          .bias = bias.data_ptr<float>(),
          .added = nullptr,
          .output = nullptr,
          .mean = statistics[0].data_ptr<float>(),
          .over_deviation = statistics[1].data_ptr<float>()};
}

class PlaneNorm : public torch::autograd::Function<PlaneNorm> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& any_x, const at::Tensor& weight,
                            const at::Tensor& bias, bool has_relu,
                            const c10::optional<at::Tensor>& any_added) {
    const at::Tensor x = any_x.contiguous();
    const at::Tensor added = any_added ? any_added->contiguous() : at::Tensor();
    const at::Tensor statistics = at::empty({2, x.size(0), x.size(1)}, x.options());
    at::Tensor y = at::empty_like(x);
    NormTensors tensors = tensors_of(x, weight, bias, statistics);
    tensors.has_relu = has_relu;
    tensors.added = added.defined() ? added.data_ptr<float>() : nullptr;
    tensors.output = y.data_ptr<float>();
    for_each_part(x.size(0) * x.size(1), 1, [&](std::int64_t begin, std::int64_t end) {
      simd_kernels().back()->normalise(tensors, begin, end);
    });
    context->save_for_backward({x, weight, bias, statistics});
    context->saved_data["has_relu"] = has_relu;
    context->saved_data["has_added"] = added.defined();
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    const auto saved = context->get_saved_variables();
    const at::Tensor &x = saved[0], slope = slopes[0].contiguous();
    NormTensors tensors = tensors_of(x, saved[1], saved[2], saved[3]);
    tensors.has_relu = context->saved_data["has_relu"].toBool();
    const at::Tensor of_x = at::empty_like(x), of_parameters = at::empty_like(saved[3]);
    const NormGradients gradients{slope.data_ptr<float>(), of_x.data_ptr<float>(),
                                  of_parameters[0].data_ptr<float>(), of_parameters[1].data_ptr<float>()};
    for_each_part(x.size(0) * x.size(1), 1, [&](std::int64_t begin, std::int64_t end) {
      simd_kernels().back()->normalise_gradients(tensors, gradients, begin, end);
    });
    const at::Tensor summed = of_parameters.sum(1);
    const at::Tensor of_added = context->saved_data["has_added"].toBool() ? slope : at::Tensor();
    return {of_x, summed[0], summed[1], at::Tensor(), of_added};
  }
};

}  // namespace

bool suits_plane_norm(const at::Tensor& x) {
  return x.is_cpu() && x.scalar_type() == at::kFloat && !simd_kernels().empty();
}

at::Tensor plane_norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                      const AfterNorm& after) {
  // LibTorch takes no undefined tensors.
  const c10::optional<at::Tensor> added =
      after.added.defined() ? c10::make_optional(after.added) : c10::nullopt;
  return PlaneNorm::apply(x, weight, bias, after.has_relu, added);
}

}  // namespace emsurvey
