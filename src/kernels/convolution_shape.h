// The sizes of a convolution.
#pragma once

#include <cstdint>

namespace emsurvey {

/// A convolution of stride 1: input [samples, inputs, height, width] with a border of `padding` zeros, kernels of
/// `kernel` x `kernel` pixels, 2 to 4, output [samples, outputs, output_height(), output_width()]. The border is
/// smaller than the kernel; all other sizes are at least 1. The weight is [outputs, inputs, kernel, kernel].
///
/// With `stride` 2 it stands for one of stride 2 and padding 1: the inputs are the phases [2, 2, inputs / 4] of its
/// channels (kernels/phases.h), the weight is [outputs, inputs / 4, 2 kernel, 2 kernel]. Output row m depends on row
/// 2 m - 1 + k of the image through row k of the kernel. So rows m and m + 1 of phase p, which are rows 2 m - p and
/// 2 m + 2 - p of the image, meet rows 1 - p and 3 - p of the kernel.
struct ConvolutionShape {
  std::int64_t samples, inputs, outputs, height, width;
  std::int64_t kernel, padding, stride = 1;

  // Files that are compiled for one instruction set must not define these functions for the whole program.
  [[gnu::always_inline]] std::int64_t output_height() const { return height + 2 * padding - kernel + 1; }
  [[gnu::always_inline]] std::int64_t output_width() const { return width + 2 * padding - kernel + 1; }
  /// The convolution of the gradient of the output that gives that of the input, but for the order of its weights.
  [[gnu::always_inline]] ConvolutionShape of_input_gradient() const {
    return {samples, outputs, inputs, output_height(), output_width(), kernel, kernel - 1 - padding};
  }

  /// The weights of an output.
  [[gnu::always_inline]] std::int64_t output_weights() const { return inputs * kernel * kernel; }
  /// The first weight of an input among those of an output, and the distance of pixel (i, j) of its kernel to it.
  [[gnu::always_inline]] std::int64_t input_weight(std::int64_t input) const {
    const std::int64_t channels = inputs / (stride * stride), phase = input / channels,
                       side = stride * kernel;
    const std::int64_t p = phase / stride, q = phase % stride;
    return (input % channels * side + stride - 1 - p) * side + stride - 1 - q;
  }
  [[gnu::always_inline]] std::int64_t pixel_weight(std::int64_t i, std::int64_t j) const {
    return (i * stride * kernel + j) * stride;
  }
};

}  // namespace emsurvey
