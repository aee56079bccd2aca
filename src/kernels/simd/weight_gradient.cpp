#include "kernels/simd/product.h"
#include "kernels/simd/tile_transforms.h"
#include "kernels/simd/winograd.h"

namespace emsurvey::EMSURVEY_SIMD {
namespace {

/// Gathers `count` channels of [groups][channels][lanes], at most `lanes`, to [groups x lanes][width]: tiles become the
/// depth of the product. Missing channels are zero. Each store of a vector overwrites the excess of its predecessor.
void gather_channels(const float* from, std::int64_t groups, std::int64_t channels, std::int64_t count,
                     float* to, std::int64_t width) {
  for (std::int64_t g = 0; g < groups; ++g) {
    Vector square[lanes] = {};
    for (std::int64_t c = 0; c < count; ++c) square[c] = load(from + (g * channels + c) * lanes);
    transpose(square);
    for (int t = 0; t < lanes; ++t, to += width) store(to, square[t]);
  }
}

std::int64_t right_factor_size(const ConvolutionShape& shape, std::int64_t group_count) {
  return rounded_up_quotient(shape.inputs, lanes) * group_count * lanes * lanes;
}

}  // namespace

std::int64_t gradient_work(const ConvolutionShape& shape, std::int64_t group_count) {
  return right_factor_size(shape, group_count) + panel_count(shape.outputs) * panel_size(group_count * lanes);
}

std::int64_t transformed_size(std::int64_t group_count, std::int64_t channels) {
  return frequencies * frequency_distance(group_count * channels * lanes);
}

void transform_for_gradient(const GradientTensors& tensors, std::int64_t begin, std::int64_t end) {
  const ConvolutionShape& shape = tensors.shape;
  const Groups groups(shape);
  const std::int64_t pixels = shape.height * shape.width;
  for (std::int64_t channel = begin; channel < end; ++channel) {
    const bool is_input = channel < shape.inputs;
    const std::int64_t c = is_input ? channel : channel - shape.inputs;
    const std::int64_t channels = is_input ? shape.inputs : shape.outputs;
    const float* image = is_input ? tensors.input : tensors.output_gradient;
    float* to = is_input ? tensors.transformed_input : tensors.transformed_output_gradient;
    const auto transform = is_input ? transform_inputs : transform_output_gradients;
    for (std::int64_t g = 0; g < tensors.group_count; ++g) {
      const Group group = groups[tensors.first_group + g];
      transform({image + (group.sample * channels + c) * pixels, shape.height, shape.width}, group,
                to + (g * channels + c) * lanes, frequency_distance(tensors.group_count * channels * lanes));
    }
  }
}

void add_gradient_products(const GradientTensors& tensors, float* work, std::int64_t begin,
                           std::int64_t end) {
  const ConvolutionShape& shape = tensors.shape;
  const std::int64_t groups = tensors.group_count, depth = groups * lanes;
  const std::int64_t blocks = rounded_up_quotient(shape.inputs, lanes);
  float* right = work;
  float* left = work + right_factor_size(shape, groups);
  for (std::int64_t f = begin; f < end; ++f) {
    const float* inputs = tensors.transformed_input + f * frequency_distance(depth * shape.inputs);
    for (std::int64_t c = 0; c < shape.inputs; c += lanes)
      gather_channels(inputs + c * lanes, groups, shape.inputs, smaller(lanes, shape.inputs - c),
                      right + c * depth, lanes);
    const float* outputs =
        tensors.transformed_output_gradient + f * frequency_distance(depth * shape.outputs);
    for (std::int64_t panel = 0; panel < panel_count(shape.outputs); ++panel) {
      const std::int64_t o = panel * rows_at_once;
      gather_channels(outputs + o * lanes, groups, shape.outputs, smaller(rows_at_once, shape.outputs - o),
                      left + panel * panel_size(depth), rows_at_once);
    }
    float* products = tensors.products + f * blocks * shape.outputs * lanes;
    if (tensors.first_group == 0)
      multiply<false>({shape.outputs, depth, blocks}, left, right, products);
    else
      multiply<true>({shape.outputs, depth, blocks}, left, right, products);
  }
}

void transform_to_weight_gradient(const GradientTensors& tensors, float* gradient, std::int64_t begin,
                                  std::int64_t end) {
  const ConvolutionShape& shape = tensors.shape;
  const std::int64_t blocks = rounded_up_quotient(shape.inputs, lanes);
  const std::int64_t stride = blocks * shape.outputs * lanes;
  for (std::int64_t output = begin; output < end; ++output) {
    for (std::int64_t block = 0; block < blocks; ++block) {
      const float* from = tensors.products + (block * shape.outputs + output) * lanes;
      Vector half[3][6];
      for (int k = 0; k < 6; ++k) {
        Vector m[6], h[3];
        for (int i = 0; i < 6; ++i) m[i] = load(from + (6 * i + k) * stride);
        transform_weight_gradient(m, h);
        for (int i = 0; i < 3; ++i) half[i][k] = h[i];
      }
      alignas(64) float values[9][lanes];
      for (int i = 0; i < 3; ++i) {
        Vector h[3];
        transform_weight_gradient(half[i], h);
        for (int k = 0; k < 3; ++k) store(values[3 * i + k], h[k]);
      }
      float* to = gradient + (output * shape.inputs + block * lanes) * 9;
      const std::int64_t count = smaller(lanes, shape.inputs - block * lanes);
      for (std::int64_t c = 0; c < count; ++c)
        for (int k = 0; k < 9; ++k) to[c * 9 + k] = values[k][c];
    }
  }
}

}  // namespace emsurvey::EMSURVEY_SIMD
