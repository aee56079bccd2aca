#include "kernels/winograd.h"

#include <algorithm>
#include <new>

namespace emsurvey {
namespace {

constexpr std::int64_t frequencies = 36;

// Tiles whose transforms are kept for the gradient of the weights.
constexpr std::int64_t tiles_at_once = 256;

/// Memory for floats that are written before they are read, on whole lines of the cache.
class Buffer {
 public:
  explicit Buffer(std::int64_t count)
      : data_(static_cast<float*>(::operator new(static_cast<std::size_t>(count) * sizeof(float), line))) {}
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { ::operator delete(data_, line); }
  float* data() const { return data_; }

 private:
  static constexpr std::align_val_t line{64};
  float* data_;
};

std::int64_t rounded_up_quotient(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}

}  // namespace

void WinogradConvolution::forward(const float* input, const float* weight, float* output) const {
  convolve(shape_, {shape_, weight, /*turned=*/false}, input, output);
}

void WinogradConvolution::input_gradient(const float* output_gradient, const float* weight,
                                         float* gradient) const {
  convolve(shape_.of_input_gradient(), {shape_, weight, /*turned=*/true}, output_gradient, gradient);
}

void WinogradConvolution::convolve(const ConvolutionShape& shape, const KernelMatrix& kernels,
                                   const float* input, float* output) const {
  const Buffer weight(simd_.transformed_kernels_size(kernels));
  parallel_for_(simd_.kernel_panel_count(kernels), [&](std::int64_t begin, std::int64_t end) {
    simd_.transform_kernels(kernels, weight.data(), begin, end);
  });
  const ConvolutionTensors tensors{shape, input, weight.data(), output};
  parallel_for_(simd_.group_count(shape), [&](std::int64_t begin, std::int64_t end) {
    const Buffer work(simd_.convolution_work(shape));
    simd_.convolve(tensors, work.data(), begin, end);
  });
}

void WinogradConvolution::weight_gradient(const float* input, const float* output_gradient,
                                          float* gradient) const {
  const std::int64_t groups = simd_.group_count(shape_);
  const std::int64_t groups_at_once = std::min(groups, tiles_at_once / simd_.lanes);
  const std::int64_t blocks = rounded_up_quotient(shape_.inputs, simd_.lanes);
  const Buffer inputs(simd_.transformed_size(groups_at_once, shape_.inputs));
  const Buffer outputs(simd_.transformed_size(groups_at_once, shape_.outputs));
  const Buffer products(frequencies * blocks * shape_.outputs * simd_.lanes);
  GradientTensors tensors{
      shape_, 0, groups_at_once, input, output_gradient, inputs.data(), outputs.data(), products.data()};
  for (; tensors.first_group < groups; tensors.first_group += groups_at_once) {
    tensors.group_count = std::min(groups_at_once, groups - tensors.first_group);
    parallel_for_(shape_.inputs + shape_.outputs, [&](std::int64_t begin, std::int64_t end) {
      simd_.transform_for_gradient(tensors, begin, end);
    });
    parallel_for_(frequencies, [&](std::int64_t begin, std::int64_t end) {
      const Buffer work(simd_.gradient_work(shape_, tensors.group_count));
      simd_.add_gradient_products(tensors, work.data(), begin, end);
    });
  }
  parallel_for_(shape_.outputs, [&](std::int64_t begin, std::int64_t end) {
    simd_.transform_to_weight_gradient(tensors, gradient, begin, end);
  });
}

}  // namespace emsurvey
