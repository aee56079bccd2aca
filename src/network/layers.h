// The building blocks of the published networks. All convolutions are without bias.
#pragma once

#include <torch/nn/module.h>

#include <string>

namespace emsurvey {

/// A square kernel of `size_px`, moved by `stride_px`, over an image with `padding_px` zeros around it.
struct Kernel {
  int size_px;
  int stride_px;
  int padding_px;

  bool keeps_size() const { return stride_px == 1 && size_px == 2 * padding_px + 1; }
};

/// Convolution; weight [out, in, size, size]. With few outputs it is computed column by column on a CPU.
class Convolution : public torch::nn::Module {
 public:
  Convolution(int in, int out, const Kernel& kernel);
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
  Kernel kernel_;
};

/// First convolution of a network. The published networks see the grey section as three equal channels;
/// convolving one channel with the sum over the three is the same function at a third of the cost, and its
/// gradient reaches all three. Weight [out, 3 + further, size, size]; `further` channels may follow the grey
/// one.
class GreyConvolution : public torch::nn::Module {
 public:
  GreyConvolution(int out, const Kernel& kernel, int further = 0);
  /// [N, 1 + further, H, W] -> [N, out, H', W']
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
  Kernel kernel_;
};

/// Transposed convolution, 4 x 4, stride 2, padding 1: doubles height and width. Weight [in, out, 4, 4], the
/// layout of ConvTranspose2d. On a CPU it is computed as one 2 x 2 convolution for all four output phases.
class UpConvolution : public torch::nn::Module {
 public:
  UpConvolution(int in, int out);
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
};

/// Batch norm of a batch of one, for every sample by itself: statistics over the sample's pixels, eps 1e-5,
/// no running averages. A single pixel gives the offset.
class SampleNorm : public torch::nn::Module {
 public:
  /// `offset`: what the bias of every channel starts from.
  explicit SampleNorm(int channels, double offset = 0);
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
  at::Tensor bias_;
};

}  // namespace emsurvey
