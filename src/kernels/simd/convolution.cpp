#include "kernels/simd/product.h"
#include "kernels/simd/tile_transforms.h"
#include "kernels/simd/winograd.h"

namespace emsurvey::EMSURVEY_SIMD {
namespace {

// Groups that are transformed, multiplied and transformed back together, while they stay in the second-level cache.
constexpr std::int64_t groups_at_once = 2;

std::int64_t frequency_stride(const ConvolutionShape& shape) {
  return frequency_distance(groups_at_once * larger(shape.inputs, shape.outputs) * lanes);
}

void copy(const float* from, std::int64_t count, float* to) {
  for (std::int64_t i = 0; i < count; i += lanes) store(to + i, load(from + i));
}

/// Convolves up to groups_at_once groups. `work` holds the transformed inputs, then the products.
void convolve_groups(const ConvolutionTensors& tensors, float* work, std::int64_t first, std::int64_t count) {
  const ConvolutionShape& shape = tensors.shape;
  const Groups groups(shape);
  const std::int64_t stride = frequency_stride(shape), pixels = shape.height * shape.width;
  const std::int64_t columns = shape.inputs * count * lanes;
  float* column_copy = work;
  float* stage = work + groups_at_once * shape.inputs * lanes;
  for (std::int64_t g = 0; g < count; ++g) {
    const Group group = groups[first + g];
    const float* sample = tensors.input + group.sample * shape.inputs * pixels;
    for (std::int64_t c = 0; c < shape.inputs; ++c)
      transform_inputs({sample + c * pixels, shape.height, shape.width}, group,
                       stage + (g * shape.inputs + c) * lanes, stride);
  }
  const std::int64_t weight_stride = panel_count(shape.outputs) * panel_size(shape.inputs);
  for (std::int64_t f = 0; f < frequencies; ++f) {
    copy(stage + f * stride, columns, column_copy);
    multiply<false>({shape.outputs, shape.inputs, count}, tensors.transformed_weight + f * weight_stride,
                    column_copy, stage + f * stride);
  }
  for (std::int64_t g = 0; g < count; ++g) {
    const Group group = groups[first + g];
    float* sample = tensors.output + group.sample * shape.outputs * pixels;
    for (std::int64_t o = 0; o < shape.outputs; ++o)
      transform_to_outputs(stage + (g * shape.outputs + o) * lanes, stride,
                           {sample + o * pixels, shape.height, shape.width}, group);
  }
}

}  // namespace

std::int64_t group_count(const ConvolutionShape& shape) {
  return Groups(shape).count();
}

std::int64_t convolution_work(const ConvolutionShape& shape) {
  return groups_at_once * shape.inputs * lanes + frequencies * frequency_stride(shape);
}

void convolve(const ConvolutionTensors& tensors, float* work, std::int64_t begin, std::int64_t end) {
  for (std::int64_t first = begin; first < end; first += groups_at_once)
    convolve_groups(tensors, work, first, smaller(groups_at_once, end - first));
}

std::int64_t transformed_kernels_size(const KernelMatrix& kernels) {
  return frequencies * panel_count(kernels.rows) * panel_size(kernels.columns);
}

std::int64_t kernel_panel_count(const KernelMatrix& kernels) {
  return panel_count(kernels.rows);
}

void transform_kernels(const KernelMatrix& kernels, float* to, std::int64_t begin, std::int64_t end) {
  const std::int64_t stride = panel_count(kernels.rows) * panel_size(kernels.columns);
  for (std::int64_t panel = begin; panel < end; ++panel) {
    const std::int64_t first = panel * rows_at_once, rows = smaller(rows_at_once, kernels.rows - first);
    for (std::int64_t column = 0; column < kernels.columns; ++column) {
      alignas(64) float values[9][lanes] = {};
      const float* from = kernels.kernels + first * kernels.row_stride + column * kernels.column_stride;
      for (std::int64_t row = 0; row < rows; ++row)
        for (int k = 0; k < 9; ++k)
          values[kernels.turned ? 8 - k : k][row] = from[row * kernels.row_stride + k];
      Vector half[3][6];  // By column of the kernel.
      for (int j = 0; j < 3; ++j) {
        const Vector g[3] = {load(values[j]), load(values[3 + j]), load(values[6 + j])};
        transform_weights(g, half[j]);
      }
      float* position = to + panel * panel_size(kernels.columns) + column * rows_at_once;
      for (int i = 0; i < 6; ++i) {
        const Vector g[3] = {half[0][i], half[1][i], half[2][i]};
        Vector u[6];
        transform_weights(g, u);
        for (int k = 0; k < 6; ++k) store(position + (6 * i + k) * stride, u[k]);
      }
    }
  }
}

}  // namespace emsurvey::EMSURVEY_SIMD
