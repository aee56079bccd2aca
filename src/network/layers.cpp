#include "network/layers.h"

#include <ATen/ATen.h>

#include <tuple>

#include "network/memory_format.h"
#include "network/plane_norm.h"
#include "network/rearranged.h"
#include "network/winograd_convolution.h"

namespace emsurvey {
namespace {

/// Computes a convolution with fewer outputs than the blocks of 8 that CPU kernels process. The columns of
/// the kernel become outputs of a k x 1 convolution, which are then shifted and added.
at::Tensor convolve_columns(const at::Tensor& x, const at::Tensor& weight) {
  const auto out = weight.size(0), in = weight.size(1), size = weight.size(2);
  const at::Tensor columns = weight.permute({0, 3, 1, 2}).reshape({out * size, in, size, 1});
  const at::Tensor y = at::conv2d(x, columns, {}, at::IntArrayRef({1, 1}), at::IntArrayRef({size / 2, 0}));
  return added_columns(y.view({x.size(0), out, size, x.size(2), x.size(3)}));
}

}  // namespace

Convolution::Convolution(int in, int out, const Kernel& kernel)
    : weight_(register_parameter("weight", at::zeros({out, in, kernel.size_px, kernel.size_px}))),
      kernel_(kernel) {}

at::Tensor Convolution::forward(const at::Tensor& x) const {
  // The type of `x` is the type that this layer computes in, since it comes from another layer. The CPU
  // kernels for bfloat16 are fast with few outputs.
  const bool is_float_on_cpu = x.is_cpu() && x.scalar_type() != at::kBFloat16;
  const bool has_few_outputs = weight_.size(0) < 8 && kernel_.size_px > 1;
  if (is_float_on_cpu && has_few_outputs && kernel_.keeps_size()) return convolve_columns(x, weight_);
  if (kernel_.halves_size() && suits_winograd(halving_shape(x, weight_), x, weight_))
    return halving_winograd_convolution(x, weight_);
  if (kernel_.slides() && suits_winograd(sliding_shape(x, weight_, kernel_.padding_px), x, weight_))
    return winograd_convolution(x, weight_, kernel_.padding_px);
  return at::conv2d(x, weight_, {}, kernel_.stride_px, kernel_.padding_px);
}

GreyConvolution::GreyConvolution(int out, const Kernel& kernel, int further)
    : weight_(register_parameter("weight", at::zeros({out, 3 + further, kernel.size_px, kernel.size_px}))),
      kernel_(kernel) {}

at::Tensor GreyConvolution::forward(const at::Tensor& x) const {
  const auto further = weight_.size(1) - 3;
  at::Tensor weight = weight_.narrow(1, 0, 3).sum(1, /*keepdim=*/true);
  if (weight_.is_contiguous(at::MemoryFormat::ChannelsLast)) weight = as_channels_last(weight);
  if (further > 0) weight = at::cat({weight, weight_.narrow(1, 3, further)}, 1);
  return at::conv2d(x, weight, {}, kernel_.stride_px, kernel_.padding_px);
}

UpConvolution::UpConvolution(int in, int out)
    : weight_(register_parameter("weight", at::zeros({in, out, 4, 4}))) {}

at::Tensor UpConvolution::forward(const at::Tensor& x) const {
  if (!x.is_cpu()) return at::conv_transpose2d(x, weight_, {}, 2, 1);
  if (suits_winograd(doubling_shape(x, weight_), x, weight_))
    return doubling_winograd_convolution(x, weight_);
  // Output row 2m + p depends on the input rows m - 1 + p + a through kernel row 3 - p - 2a, for a = 0, 1;
  // the same holds for columns. Therefore the flipped kernel, split into (a, p), contains a 2 x 2 kernel for
  // each phase p.
  const auto in = weight_.size(0), out = weight_.size(1);
  const auto samples = x.size(0), height = x.size(2), width = x.size(3);
  const at::Tensor phases = weight_.flip({2, 3})
                                .view({in, out, 2, 2, 2, 2})
                                .permute({3, 5, 1, 0, 2, 4})
                                .reshape({4 * out, in, 2, 2});
  const at::Tensor y = at::conv2d(x, phases, {}, 1, 1).view({samples, 2, 2, out, height + 1, width + 1});
  return interleaved_phases(y, 2 * height, 2 * width);
}

SampleNorm::SampleNorm(int channels, double offset)
    : weight_(register_parameter("weight", at::ones({channels}))),
      bias_(register_parameter("bias", at::full({channels}, offset, at::kFloat))) {}

at::Tensor SampleNorm::forward_relu(const at::Tensor& x, const at::Tensor& added) const {
  if (!rule_ && suits_plane_norm(x)) return plane_norm(x, weight_, bias_, {.has_relu = true, .added = added});
  const at::Tensor y = forward(x).relu();
  return added.defined() ? added + y : y;
}

at::Tensor SampleNorm::forward(const at::Tensor& x) const {
  if (rule_) return rule_(x, weight_, bias_);
  if (suits_plane_norm(x)) return plane_norm(x, weight_, bias_);
  // For one sample, batch norm equals instance norm but does not copy a tensor in channels-last layout. On a
  // GPU, LibTorch's own kernels are used: cuDNN may choose persistent kernels, whose blocks wait for each
  // other, and other runs may share the GPU.
  if (x.size(0) == 1 && x.is_cuda()) {
    return std::get<0>(at::native_batch_norm(x, weight_, bias_, {}, {}, /*training=*/true, /*momentum=*/0.0,
                                             /*eps=*/1e-5));
  }
  if (x.size(0) == 1) {
    return at::batch_norm(x, weight_, bias_, {}, {}, /*training=*/true, /*momentum=*/0.0, /*eps=*/1e-5,
                          /*cudnn_enabled=*/true);
  }
  return at::instance_norm(x, weight_, bias_, {}, {}, /*use_input_stats=*/true, /*momentum=*/0.0,
                           /*eps=*/1e-5,
                           /*cudnn_enabled=*/true);
}

}  // namespace emsurvey
