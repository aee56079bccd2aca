// The parts of kernels that are compiled for each instruction set, and the choice of one.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/convolution_shape.h"

namespace emsurvey {

/// The weights of a convolution as a matrix of kernels [outputs, inputs]. `turned`: for the gradient of the input,
/// [inputs, outputs], each kernel by half a turn.
struct KernelMatrix {
  ConvolutionShape shape;
  const float* weight;
  bool turned;

  // Inlined as those of ConvolutionShape.
  [[gnu::always_inline]] std::int64_t rows() const { return turned ? shape.inputs : shape.outputs; }
  [[gnu::always_inline]] std::int64_t columns() const { return turned ? shape.outputs : shape.inputs; }
  /// The first weight of the kernels of a row and, from there, of a column.
  [[gnu::always_inline]] std::int64_t row_weight(std::int64_t row) const {
    return turned ? shape.input_weight(row) : row * shape.output_weights();
  }
  [[gnu::always_inline]] std::int64_t column_weight(std::int64_t column) const {
    return turned ? column * shape.output_weights() : shape.input_weight(column);
  }
};

/// Tensors of the convolution of `shape`; `transformed_weight` as from transform_kernels().
struct ConvolutionTensors {
  ConvolutionShape shape;
  const float* input;
  const float* transformed_weight;
  float* output;
};

/// The transformed inputs and gradients of a part of all tiles, for the gradient of the weights.
struct GradientTensors {
  ConvolutionShape shape;
  std::int64_t first_group, group_count;
  const float* input;
  const float* output_gradient;
  float* transformed_input;            ///< transformed_size() floats
  float* transformed_output_gradient;  ///< likewise
  float* products;                     ///< [36][outputs][inputs / lanes, rounded up][lanes]
};

/// A norm of each plane (a channel of a sample) by its own mean and variance, eps 1e-5, perhaps with ReLU:
/// output = added + relu((input - mean) * over_deviation * weight + bias).
struct NormTensors {
  std::int64_t channels, pixels;  ///< Pixels of a plane; tensors are [samples, channels, pixels].
  bool has_relu;
  const float* input;
  const float* weight;    ///< [channels]
  const float* bias;      ///< [channels]
  const float* added;     ///< A tensor that is added after the ReLU; null if there is none.
  float* output;          ///< Not read for gradients.
  float* mean;            ///< [samples, channels], as over_deviation; written by normalise().
  float* over_deviation;  ///< 1 / sqrt(variance + eps)
};

/// The gradient of the output, which is also that of `added`, and the gradients to compute.
struct NormGradients {
  const float* output;
  float* input;
  float* weight;  ///< [samples, channels], as bias: to be summed over the samples.
  float* bias;
};

/// Functions of one instruction set. `begin` and `end` limit the part to compute; parts may be computed at the same
/// time. A group is `lanes` tiles of outputs of a sample, each tile computed from 6 x 6 inputs.
struct SimdKernels {
  const char* name;
  std::int64_t lanes;

  std::int64_t (*group_count)(const ConvolutionShape& shape);
  std::int64_t (*kernel_panel_count)(const KernelMatrix& kernels);
  std::int64_t (*transformed_kernels_size)(const KernelMatrix& kernels);
  /// Transforms panels of rows of `kernels`. `to`: transformed_kernels_size() floats.
  void (*transform_kernels)(const KernelMatrix& kernels, float* to, std::int64_t begin, std::int64_t end);
  /// Computes the outputs of groups. `work`: convolution_work() floats.
  void (*convolve)(const ConvolutionTensors& tensors, float* work, std::int64_t begin, std::int64_t end);
  std::int64_t (*convolution_work)(const ConvolutionShape& shape);
  std::int64_t (*transformed_size)(std::int64_t group_count, std::int64_t channels);
  /// Transforms channels: all inputs, then all outputs.
  void (*transform_for_gradient)(const GradientTensors& tensors, std::int64_t begin, std::int64_t end);
  /// Adds the products over the groups for frequencies 0 ... 35. `work`: gradient_work() floats.
  void (*add_gradient_products)(const GradientTensors& tensors, float* work, std::int64_t begin,
                                std::int64_t end);
  std::int64_t (*gradient_work)(const ConvolutionShape& shape, std::int64_t group_count);
  /// Transforms the products to the gradient of the weights, for outputs `begin` ... `end`.
  void (*transform_to_weight_gradient)(const GradientTensors& tensors, float* gradient, std::int64_t begin,
                                       std::int64_t end);

  /// Planes `begin` ... `end`.
  void (*normalise)(const NormTensors& tensors, std::int64_t begin, std::int64_t end);
  void (*normalise_gradients)(const NormTensors& tensors, const NormGradients& gradients, std::int64_t begin,
                              std::int64_t end);
};

/// The kernels that this processor can execute, the fastest last; none on processors other than x86-64 with
/// AVX2. The environment variable ATEN_CPU_CAPABILITY (default, avx2), which limits the instructions of
/// LibTorch, limits them, too.
const std::vector<const SimdKernels*>& simd_kernels();

}  // namespace emsurvey
