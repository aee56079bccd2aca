// Convolutions by Winograd's method.
#pragma once

#include <cstdint>
#include <utility>

#include "kernels/parallel_for.h"
#include "kernels/simd_kernels.h"

namespace emsurvey {

/// Convolutions with kernels of 2 x 2 to 4 x 4 pixels in float32, NCHW without gaps. Winograd's method takes 36
/// products for each tile of outputs of a pair of channels: for 5 x 5 outputs of a 2 x 2 kernel instead of 100 products, for
/// 4 x 4 of a 3 x 3 and 3 x 3 of a 4 x 4 instead of 144. The error and its source: kernels/simd/winograd_matrices.h.
/// Results have the same bits on any number of threads and for any other samples in the batch.
class WinogradConvolution {
 public:
  WinogradConvolution(const SimdKernels& simd, const ConvolutionShape& shape, ParallelFor parallel_for)
      : simd_(simd), shape_(shape), parallel_for_(std::move(parallel_for)) {}

  /// Computes `output` from `input` and `weight`.
  void forward(const float* input, const float* weight, float* output) const;
  /// Computes the gradient of the input from that of the output.
  void input_gradient(const float* output_gradient, const float* weight, float* gradient) const;
  /// Computes the gradient of the weight. Tiles are summed in their order; so the sum over samples is, too.
  void weight_gradient(const float* input, const float* output_gradient, float* gradient) const;

 private:
  void convolve(const ConvolutionShape& shape, const KernelMatrix& kernels, const float* input,
                float* output) const;

  const SimdKernels& simd_;
  ConvolutionShape shape_;
  ParallelFor parallel_for_;
};

}  // namespace emsurvey
