// Building blocks of the published networks. No convolution has a bias.
#pragma once

#include <torch/nn/module.h>

#include <functional>
#include <utility>

namespace emsurvey {

/// A square kernel of size `size_px` and stride `stride_px`, for an image padded with `padding_px` zeros on
/// each side.
struct Kernel {
  int size_px;
  int stride_px;
  int padding_px;

  bool keeps_size() const { return stride_px == 1 && size_px == 2 * padding_px + 1; }
  bool halves_size() const { return stride_px == 2 && size_px == 4 && padding_px == 1; }
  /// Stride 1 and a size that winograd_convolution() takes.
  bool slides() const { return stride_px == 1 && size_px >= 2 && size_px <= 4 && padding_px < size_px; }
};

/// Convolution with weight [out, in, size, size]. On a CPU, a convolution with few outputs is computed column
/// by column, and one for which suits_winograd() by winograd_convolution() or halving_winograd_convolution().
class Convolution : public torch::nn::Module {
 public:
  Convolution(int in, int out, const Kernel& kernel);
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
  Kernel kernel_;
};

/// First convolution of a network. The published networks replicate the grey-level section to three channels.
/// Convolving the single channel with the sum of the weights over the three channels is the same function at
/// a third of the cost, and its gradient reaches all three. The weight is [out, 3 + further, size, size];
/// `further` channels may follow the grey-level channel.
class GreyConvolution : public torch::nn::Module {
 public:
  GreyConvolution(int out, const Kernel& kernel, int further = 0);
  /// [N, 1 + further, H, W] -> [N, out, H', W']
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
  Kernel kernel_;
};

/// Transposed convolution, 4 x 4, stride 2, padding 1: doubles height and width. The weight [in, out, 4, 4]
/// has the layout of ConvTranspose2d. On a CPU, it is computed as one 2 x 2 convolution for all four output
/// phases, by doubling_winograd_convolution() if that suits.
class UpConvolution : public torch::nn::Module {
 public:
  UpConvolution(int in, int out);
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
};

/// Batch norm applied to every sample separately: statistics over the pixels of the sample, eps 1e-5, no
/// running averages. For a single pixel, the output is the bias. In float32 on a CPU it is computed by plane_norm(),
/// together with the ReLU and sum that follow.
class SampleNorm : public torch::nn::Module {
 public:
  /// `offset` is the initial bias of every channel.
  explicit SampleNorm(int channels, double offset = 0);
  at::Tensor forward(const at::Tensor& x) const;
  /// The ReLU of forward(x), plus `added` if that is defined.
  at::Tensor forward_relu(const at::Tensor& x, const at::Tensor& added = {}) const;

  /// Computes the norm of `x` for the given weight and bias.
  using Rule =
      std::function<at::Tensor(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias)>;
  /// Replaces the statistics over the sample, for tiles of a section; an empty rule restores them.
  void set_rule(Rule rule) { rule_ = std::move(rule); }

 private:
  Rule rule_;
  at::Tensor weight_;
  at::Tensor bias_;
};

}  // namespace emsurvey
