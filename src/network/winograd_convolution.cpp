#include "network/winograd_convolution.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "kernels/simd_kernels.h"
#include "kernels/winograd.h"
#include "network/parallel_parts.h"

namespace emsurvey {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// With fewer channels the transforms take longer than the products that they save.
constexpr std::int64_t least_channels = 16;

WinogradConvolution convolution_of(const at::Tensor& x, const at::Tensor& weight) {
  const ConvolutionShape shape{x.size(0), x.size(1), weight.size(0), x.size(2), x.size(3)};
  return {*simd_kernels().back(), shape,
          [](std::int64_t count, const auto& part) { for_each_part(count, 1, part); }};
}

class Winograd : public torch::autograd::Function<Winograd> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& any_x, const at::Tensor& any_weight) {
    const at::Tensor x = any_x.contiguous(), weight = any_weight.contiguous();
    context->save_for_backward({x, weight});
    at::Tensor y = at::empty({x.size(0), weight.size(0), x.size(2), x.size(3)}, x.options());
    convolution_of(x, weight).forward(x.data_ptr<float>(), weight.data_ptr<float>(), y.data_ptr<float>());
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor &x = saved[0], &weight = saved[1], slope = gradients[0].contiguous();
    const auto convolution = convolution_of(x, weight);
    at::Tensor of_x, of_weight;
    if (context->needs_input_grad(0)) {
      of_x = at::empty_like(x);
      convolution.input_gradient(slope.data_ptr<float>(), weight.data_ptr<float>(), of_x.data_ptr<float>());
    }
    if (context->needs_input_grad(1)) {
      of_weight = at::empty_like(weight);
      convolution.weight_gradient(x.data_ptr<float>(), slope.data_ptr<float>(), of_weight.data_ptr<float>());
    }
    return {of_x, of_weight};
  }
};

bool is_float_on_cpu(const at::Tensor& x) {
  return x.is_cpu() && x.scalar_type() == at::kFloat;
}

}  // namespace

bool suits_winograd(const at::Tensor& x, const at::Tensor& weight) {
  return is_float_on_cpu(x) && is_float_on_cpu(weight) && weight.size(0) >= least_channels &&
         weight.size(1) >= least_channels && !simd_kernels().empty();
}

at::Tensor winograd_convolution(const at::Tensor& x, const at::Tensor& weight) {
  return Winograd::apply(x, weight);
}

}  // namespace emsurvey
