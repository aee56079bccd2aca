// The building blocks of the published networks. All convolutions are without bias.
#pragma once

#include <torch/nn/module.h>

#include <string>

namespace emsurvey {

/// Convolution, kernel `size` x `size`, zero padding size / 2; weight [out, in, size, size]. With few outputs
/// it is computed column by column on a CPU.
class Convolution : public torch::nn::Module {
 public:
  Convolution(int in, int out, int size, int stride);
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
  int stride_;
};

/// First convolution of a network, 7 x 7. The published networks see the grey section as three equal
/// channels; convolving one channel with the sum over the three is the same function at a third of the cost,
/// and its gradient reaches all three. Weight [out, 3, 7, 7].
class GreyConvolution : public torch::nn::Module {
 public:
  explicit GreyConvolution(int out);
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
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
  explicit SampleNorm(int channels);
  at::Tensor forward(const at::Tensor& x) const;

 private:
  at::Tensor weight_;
  at::Tensor bias_;
};

}  // namespace emsurvey
