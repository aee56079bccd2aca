// The sizes of a convolution with a 3 x 3 kernel, stride 1 and a border of one zero.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Input [samples, inputs, height, width], weight [outputs, inputs, 3, 3], output [samples, outputs, height, width].
/// All sizes are at least 1.
struct ConvolutionShape {
  std::int64_t samples, inputs, outputs, height, width;
};

}  // namespace emsurvey
