// Winograd's convolution and its gradients, in parts; see SimdKernels.
#pragma once

#include "kernels/simd/vector.h"
#include "kernels/simd_kernels.h"

namespace emsurvey::EMSURVEY_SIMD {

template <int taps>
struct Taps {
  static constexpr int count = taps;
};

/// Calls call(Taps) for the number of pixels in a row of a kernel.
template <class Call>
void with_taps(std::int64_t count, const Call& call) {
  if (count == 2)
    call(Taps<2>());
  else if (count == 3)
    call(Taps<3>());
  else
    call(Taps<4>());
}

std::int64_t group_count(const ConvolutionShape& shape);
std::int64_t kernel_panel_count(const KernelMatrix& kernels);
std::int64_t transformed_kernels_size(const KernelMatrix& kernels);
void transform_kernels(const KernelMatrix& kernels, float* to, std::int64_t begin, std::int64_t end);
void convolve(const ConvolutionTensors& tensors, float* work, std::int64_t begin, std::int64_t end);
std::int64_t convolution_work(const ConvolutionShape& shape);
std::int64_t transformed_size(std::int64_t group_count, std::int64_t channels);
void transform_for_gradient(const GradientTensors& tensors, std::int64_t begin, std::int64_t end);
void add_gradient_products(const GradientTensors& tensors, float* work, std::int64_t begin, std::int64_t end);
std::int64_t gradient_work(const ConvolutionShape& shape, std::int64_t group_count);
void transform_to_weight_gradient(const GradientTensors& tensors, float* gradient, std::int64_t begin,
                                  std::int64_t end);

}  // namespace emsurvey::EMSURVEY_SIMD
