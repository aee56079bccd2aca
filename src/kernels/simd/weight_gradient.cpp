#include "kernels/simd/product.h"
#include "kernels/simd/tile_transforms.h"
#include "kernels/simd/winograd.h"

namespace emsurvey::EMSURVEY_SIMD {
namespace {

/// The distance of the channels of transformed tensors: what is written too much after one belongs to no other.
std::int64_t channel_stride(std::int64_t group_count) {
  return (group_count + 1) * lanes;
}

std::int64_t frequency_stride(std::int64_t group_count, std::int64_t channels) {
  return frequency_distance(channels * channel_stride(group_count));
}

/// Gathers `count` channels, at most `lanes`, of `groups` groups to [groups x lanes][width]: tiles become the depth of
/// the product. Missing channels are zero. Each store of a vector overwrites the excess of its predecessor.
void gather_channels(const float* from, std::int64_t groups, std::int64_t count, float* to,
                     std::int64_t width) {
  for (std::int64_t g = 0; g < groups; ++g) {
    Vector square[lanes] = {};
    for (std::int64_t c = 0; c < count; ++c) square[c] = load(from + c * channel_stride(groups) + g * lanes);
    transpose(square);
    for (int t = 0; t < lanes; ++t, to += width) store(to, square[t]);
  }
}

std::int64_t right_factor_size(const ConvolutionShape& shape, std::int64_t group_count) {
  return rounded_up_quotient(shape.inputs, lanes) * group_count * lanes * lanes;
}

template <int taps>
void transform_channel(const GradientTensors& tensors, std::int64_t channel) {
  const ConvolutionShape& shape = tensors.shape;
  const Tiling tiling(shape);
  const std::int64_t groups = tensors.group_count;
  if (channel < shape.inputs) {
    float* to = tensors.transformed_input + channel * channel_stride(groups);
    tiling.for_each_run(tensors.first_group, groups, [&](const Run& run) {
      const float* plane = tensors.input + (run.sample * shape.inputs + channel) * shape.height * shape.width;
      transform_inputs<taps>({plane, shape.height, shape.width}, shape.padding, run, to + run.position,
                             frequency_stride(groups, shape.inputs));
    });
  } else {
    const std::int64_t output = channel - shape.inputs, height = shape.output_height(),
                       width = shape.output_width();
    float* to = tensors.transformed_output_gradient + output * channel_stride(groups);
    tiling.for_each_run(tensors.first_group, groups, [&](const Run& run) {
      const float* plane = tensors.output_gradient + (run.sample * shape.outputs + output) * height * width;
      transform_output_gradients<taps>({plane, height, width}, run, to + run.position,
                                       frequency_stride(groups, shape.outputs));
    });
  }
}

template <int taps>
void transform_output_weights(const GradientTensors& tensors, float* gradient, std::int64_t output) {
  constexpr int pixels = taps * taps;
  const ConvolutionShape& shape = tensors.shape;
  const std::int64_t blocks = rounded_up_quotient(shape.inputs, lanes);
  const std::int64_t stride = blocks * shape.outputs * lanes;
  for (std::int64_t block = 0; block < blocks; ++block) {
    const float* from = tensors.products + (output * blocks + block) * lanes;
    Vector half[taps][6];
    for (int k = 0; k < 6; ++k) {
      Vector m[6], h[taps];
      for (int i = 0; i < 6; ++i) m[i] = load(from + (6 * i + k) * stride);
      transform_weight_gradient(m, h);
      for (int i = 0; i < taps; ++i) half[i][k] = h[i];
    }
    alignas(64) float values[pixels][lanes];
    for (int i = 0; i < taps; ++i) {
      Vector h[taps];
      transform_weight_gradient(half[i], h);
      for (int k = 0; k < taps; ++k) store(values[taps * i + k], h[k]);
    }
    const std::int64_t first = block * lanes, count = smaller(lanes, shape.inputs - first);
    for (std::int64_t c = 0; c < count; ++c) {
      float* to = gradient + output * shape.output_weights() + shape.input_weight(first + c);
      for (int k = 0; k < pixels; ++k) to[shape.pixel_weight(k / taps, k % taps)] = values[k][c];
    }
  }
}

}  // namespace

std::int64_t gradient_work(const ConvolutionShape& shape, std::int64_t group_count) {
  return right_factor_size(shape, group_count) + panel_count(shape.outputs) * panel_size(group_count * lanes);
}

std::int64_t transformed_size(std::int64_t group_count, std::int64_t channels) {
  return frequencies * frequency_stride(group_count, channels);
}

void transform_for_gradient(const GradientTensors& tensors, std::int64_t begin, std::int64_t end) {
  with_taps(tensors.shape.kernel, [&](auto taps) {
    for (std::int64_t channel = begin; channel < end; ++channel)
      transform_channel<taps.count>(tensors, channel);
  });
}

void add_gradient_products(const GradientTensors& tensors, float* work, std::int64_t begin,
                           std::int64_t end) {
  const ConvolutionShape& shape = tensors.shape;
  const std::int64_t groups = tensors.group_count, depth = groups * lanes;
  const std::int64_t blocks = rounded_up_quotient(shape.inputs, lanes);
  float* right = work;
  float* left = work + right_factor_size(shape, groups);
  for (std::int64_t f = begin; f < end; ++f) {
    const float* inputs = tensors.transformed_input + f * frequency_stride(groups, shape.inputs);
    for (std::int64_t c = 0; c < shape.inputs; c += lanes)
      gather_channels(inputs + c * channel_stride(groups), groups, smaller(lanes, shape.inputs - c),
                      right + c * depth, lanes);
    const float* outputs = tensors.transformed_output_gradient + f * frequency_stride(groups, shape.outputs);
    for (std::int64_t panel = 0; panel < panel_count(shape.outputs); ++panel) {
      const std::int64_t o = panel * rows_at_once;
      gather_channels(outputs + o * channel_stride(groups), groups, smaller(rows_at_once, shape.outputs - o),
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
  with_taps(tensors.shape.kernel, [&](auto taps) {
    for (std::int64_t output = begin; output < end; ++output)
      transform_output_weights<taps.count>(tensors, gradient, output);
  });
}

}  // namespace emsurvey::EMSURVEY_SIMD
