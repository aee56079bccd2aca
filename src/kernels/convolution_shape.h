// The sizes of a convolution of stride 1.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Input [samples, inputs, height, width] with a border of `padding` zeros, weight [outputs, inputs, kernel, kernel],
/// output [samples, outputs, output_height(), output_width()]. The kernel has 2 to 4 pixels, the border fewer than it.
/// All sizes but the border are at least 1.
struct ConvolutionShape {
  std::int64_t samples, inputs, outputs, height, width;
  std::int64_t kernel, padding;

  std::int64_t output_height() const { return height + 2 * padding - kernel + 1; }
  std::int64_t output_width() const { return width + 2 * padding - kernel + 1; }
  std::int64_t kernel_pixels() const { return kernel * kernel; }
  /// The convolution of the gradient of the output that gives that of the input.
  ConvolutionShape of_input_gradient() const {
    return {samples, outputs, inputs, output_height(), output_width(), kernel, kernel - 1 - padding};
  }
};

}  // namespace emsurvey
