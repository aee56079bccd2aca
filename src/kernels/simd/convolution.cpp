#include "kernels/simd/product.h"
#include "kernels/simd/tile_transforms.h"
#include "kernels/simd/winograd.h"

namespace emsurvey::EMSURVEY_SIMD {
namespace {

/// Groups that are transformed, multiplied and transformed back together: few, so that they stay in the second-level
/// cache, unless the weights are too large to be read so often.
std::int64_t groups_at_once(const ConvolutionShape& shape) {
  constexpr std::int64_t few_kernels = 128 * 128;
  return shape.inputs * shape.outputs <= few_kernels ? 2 : 8;
}

std::int64_t frequency_stride(const ConvolutionShape& shape) {
  return frequency_distance(groups_at_once(shape) * larger(shape.inputs, shape.outputs) * lanes);
}

/// Copies [channels][blocks][lanes] to [blocks][channels][lanes].
void separate_blocks(const float* from, std::int64_t channels, std::int64_t blocks, float* to) {
  for (std::int64_t block = 0; block < blocks; ++block)
    for (std::int64_t c = 0; c < channels; ++c, to += lanes)
      store(to, load(from + (c * blocks + block) * lanes));
}

/// Convolves up to groups_at_once() groups. `work` holds the transformed inputs, then the products.
template <int taps>
void convolve_groups(const ConvolutionTensors& tensors, float* work, std::int64_t first, std::int64_t count) {
  const ConvolutionShape& shape = tensors.shape;
  const Tiling tiling(shape);
  const std::int64_t stride = frequency_stride(shape), tiles = count * lanes;
  const std::int64_t pixels = shape.height * shape.width;
  const std::int64_t output_pixels = shape.output_height() * shape.output_width();
  float* blocks = work;
  float* stage = work + groups_at_once(shape) * shape.inputs * lanes;
  for (std::int64_t c = 0; c < shape.inputs; ++c)
    tiling.for_each_run(first, count, [&](const Run& run) {
      const float* plane = tensors.input + (run.sample * shape.inputs + c) * pixels;
      transform_inputs<taps>({plane, shape.height, shape.width}, shape.padding, run,
                             stage + c * tiles + run.position, stride);
    });
  const std::int64_t weight_stride = panel_count(shape.outputs) * panel_size(shape.inputs);
  for (std::int64_t f = 0; f < frequencies; ++f) {
    separate_blocks(stage + f * stride, shape.inputs, count, blocks);
    multiply<false>({shape.outputs, shape.inputs, count}, tensors.transformed_weight + f * weight_stride,
                    blocks, stage + f * stride);
  }
  for (std::int64_t o = 0; o < shape.outputs; ++o)
    tiling.for_each_run(first, count, [&](const Run& run) {
      float* plane = tensors.output + (run.sample * shape.outputs + o) * output_pixels;
      transform_to_outputs<taps>(stage + o * tiles + run.position, stride,
                                 {plane, shape.output_height(), shape.output_width()}, run);
    });
}

/// Number `at` of each row.
template <int... lane>
[[gnu::always_inline]] inline Vector gathered(const float* const (&rows)[lanes], std::int64_t at,
                                              std::integer_sequence<int, lane...>) {
  return Vector{rows[lane][at]...};
}

template <int taps>
void transform_panel(const KernelMatrix& kernels, float* to, std::int64_t panel) {
  const std::int64_t columns = kernels.columns(), stride = panel_count(kernels.rows()) * panel_size(columns);
  const float* rows[lanes];  // Where there is none, the last one: nothing reads these lanes of a panel.
  for (int r = 0; r < lanes; ++r) {
    const std::int64_t row = smaller(panel * rows_at_once + r, kernels.rows() - 1);
    rows[r] = kernels.weight + kernels.row_weight(row);
  }
  std::int64_t pixels[taps][taps];
  for (int i = 0; i < taps; ++i)
    for (int j = 0; j < taps; ++j)
      pixels[i][j] = kernels.turned ? kernels.shape.pixel_weight(taps - 1 - i, taps - 1 - j)
                                    : kernels.shape.pixel_weight(i, j);
  float* position = to + panel * panel_size(columns);
  for (std::int64_t column = 0; column < columns; ++column, position += rows_at_once) {
    const std::int64_t first = kernels.column_weight(column);
    Vector half[taps][6];  // By column of the kernel.
    for (int j = 0; j < taps; ++j) {
      Vector g[taps];
      for (int i = 0; i < taps; ++i)
        g[i] = gathered(rows, first + pixels[i][j], std::make_integer_sequence<int, lanes>());
      transform_weights(g, half[j]);
    }
    for (int i = 0; i < 6; ++i) {
      Vector g[taps], u[6];
      for (int j = 0; j < taps; ++j) g[j] = half[j][i];
      transform_weights(g, u);
      for (int k = 0; k < 6; ++k) store(position + (6 * i + k) * stride, u[k]);
    }
  }
}

}  // namespace

std::int64_t group_count(const ConvolutionShape& shape) {
  return Tiling(shape).group_count();
}

std::int64_t convolution_work(const ConvolutionShape& shape) {
  return groups_at_once(shape) * shape.inputs * lanes + frequencies * frequency_stride(shape);
}

void convolve(const ConvolutionTensors& tensors, float* work, std::int64_t begin, std::int64_t end) {
  const std::int64_t at_once = groups_at_once(tensors.shape);
  with_taps(tensors.shape.kernel, [&](auto taps) {
    for (std::int64_t first = begin; first < end; first += at_once)
      convolve_groups<taps.count>(tensors, work, first, smaller(at_once, end - first));
  });
}

std::int64_t transformed_kernels_size(const KernelMatrix& kernels) {
  return frequencies * panel_count(kernels.rows()) * panel_size(kernels.columns());
}

std::int64_t kernel_panel_count(const KernelMatrix& kernels) {
  return panel_count(kernels.rows());
}

void transform_kernels(const KernelMatrix& kernels, float* to, std::int64_t begin, std::int64_t end) {
  with_taps(kernels.shape.kernel, [&](auto taps) {
    for (std::int64_t panel = begin; panel < end; ++panel) transform_panel<taps.count>(kernels, to, panel);
  });
}

}  // namespace emsurvey::EMSURVEY_SIMD
