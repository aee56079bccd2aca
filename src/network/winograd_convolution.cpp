#include "network/winograd_convolution.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "kernels/simd_kernels.h"
#include "kernels/winograd.h"
#include "network/parallel_parts.h"
#include "network/rearranged.h"

namespace emsurvey {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// With fewer channels the transforms take longer than the products that they save.
constexpr std::int64_t least_channels = 16;

// The transform of a kernel takes as long as its products for so many tiles.
constexpr std::int64_t tiles_of_a_transform = 32;

// More transformed kernels, of 36 floats each, do not stay in the caches of a processor.
constexpr std::int64_t most_kernels = 512 * 512;

std::int64_t rounded_up_quotient(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}

/// Whether transforms and products of a sample take less time than the products of direct sums; all in products of a
/// kernel. The other samples do not count, so that a section has the same bits alone and in a batch.
bool saves_time(const ConvolutionShape& shape) {
  const std::int64_t height = shape.output_height(), width = shape.output_width(), tile = 7 - shape.kernel;
  const std::int64_t tiles = rounded_up_quotient(height, tile) * rounded_up_quotient(width, tile);
  return shape.inputs >= least_channels && shape.outputs >= least_channels &&
         shape.inputs * shape.outputs <= most_kernels &&
         36 * (tiles + tiles_of_a_transform) < shape.kernel * shape.kernel * height * width;
}

/// A convolution of contiguous tensors.
class TensorConvolution {
 public:
  explicit TensorConvolution(const ConvolutionShape& shape)
      : shape_(shape), convolution_(*simd_kernels().back(), shape, [](std::int64_t count, const auto& part) {
          for_each_part(count, 1, part);
        }) {}

  at::Tensor output(const at::Tensor& x, const at::Tensor& weight) const {
    at::Tensor y = at::empty({shape_.samples, shape_.outputs, shape_.output_height(), shape_.output_width()},
                             x.options());
    convolution_.forward(x.data_ptr<float>(), weight.data_ptr<float>(), y.data_ptr<float>());
    return y;
  }
  at::Tensor input_gradient(const at::Tensor& slope, const at::Tensor& weight) const {
    at::Tensor x = at::empty({shape_.samples, shape_.inputs, shape_.height, shape_.width}, slope.options());
    convolution_.input_gradient(slope.data_ptr<float>(), weight.data_ptr<float>(), x.data_ptr<float>());
    return x;
  }
  at::Tensor weight_gradient(const at::Tensor& x, const at::Tensor& slope, const at::Tensor& like) const {
    at::Tensor weight = at::empty_like(like);
    convolution_.weight_gradient(x.data_ptr<float>(), slope.data_ptr<float>(), weight.data_ptr<float>());
    return weight;
  }

 private:
  ConvolutionShape shape_;
  WinogradConvolution convolution_;
};

class Winograd : public torch::autograd::Function<Winograd> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& any_x, const at::Tensor& any_weight,
                            const ConvolutionShape& shape) {
    const at::Tensor x = any_x.contiguous(), weight = any_weight.contiguous();
    context->save_for_backward({x, weight});
    context->saved_data["padding"] = shape.padding;
    context->saved_data["stride"] = shape.stride;
    return TensorConvolution(shape).output(x, weight);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor &x = saved[0], &weight = saved[1], slope = gradients[0].contiguous();
    ConvolutionShape shape = sliding_shape(x, weight, context->saved_data["padding"].toInt());
    shape.stride = context->saved_data["stride"].toInt();
    shape.kernel /= shape.stride;
    const TensorConvolution convolution(shape);
    at::Tensor of_x, of_weight;
    if (context->needs_input_grad(0)) of_x = convolution.input_gradient(slope, weight);
    if (context->needs_input_grad(1)) of_weight = convolution.weight_gradient(x, slope, weight);
    return {of_x, of_weight, {}};
  }
};

/// The convolution whose input gradient is the transposed one: its output is `x`, its input are the phases.
class TransposedWinograd : public torch::autograd::Function<TransposedWinograd> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& any_x, const at::Tensor& any_weight) {
    const at::Tensor x = any_x.contiguous(), weight = any_weight.contiguous();
    context->save_for_backward({x, weight});
    return TensorConvolution(doubling_shape(x, weight)).input_gradient(x, weight);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor &x = saved[0], &weight = saved[1], slope = gradients[0].contiguous();
    const TensorConvolution convolution(doubling_shape(x, weight));
    at::Tensor of_x, of_weight;
    if (context->needs_input_grad(0)) of_x = convolution.output(slope, weight);
    if (context->needs_input_grad(1)) of_weight = convolution.weight_gradient(slope, x, weight);
    return {of_x, of_weight};
  }
};

bool is_float_on_cpu(const at::Tensor& x) {
  return x.is_cpu() && x.scalar_type() == at::kFloat;
}

}  // namespace

ConvolutionShape sliding_shape(const at::Tensor& x, const at::Tensor& weight, std::int64_t padding) {
  return {x.size(0), x.size(1), weight.size(0), x.size(2), x.size(3), weight.size(2), padding};
}

ConvolutionShape halving_shape(const at::Tensor& x, const at::Tensor& weight) {
  return {x.size(0), 4 * x.size(1), weight.size(0), x.size(2) / 2 + 1, x.size(3) / 2 + 1, 2, 0, 2};
}

ConvolutionShape doubling_shape(const at::Tensor& x, const at::Tensor& weight) {
  return {x.size(0), 4 * weight.size(1), x.size(1), x.size(2) + 1, x.size(3) + 1, 2, 0, 2};
}

bool suits_winograd(const ConvolutionShape& shape, const at::Tensor& x, const at::Tensor& weight) {
  return is_float_on_cpu(x) && is_float_on_cpu(weight) && !simd_kernels().empty() && saves_time(shape);
}

at::Tensor winograd_convolution(const at::Tensor& x, const at::Tensor& weight, std::int64_t padding) {
  return Winograd::apply(x, weight, sliding_shape(x, weight, padding));
}

at::Tensor halving_winograd_convolution(const at::Tensor& x, const at::Tensor& weight) {
  return Winograd::apply(separated_phases(x).flatten(1, 3), weight, halving_shape(x, weight));
}

at::Tensor doubling_winograd_convolution(const at::Tensor& x, const at::Tensor& weight) {
  const at::Tensor phases = TransposedWinograd::apply(x, weight);
  return interleaved_phases(phases.view({x.size(0), 2, 2, weight.size(1), x.size(2) + 1, x.size(3) + 1}),
                            2 * x.size(2), 2 * x.size(3));
}

}  // namespace emsurvey
