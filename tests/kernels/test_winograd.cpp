#include <gtest/gtest.h>

#include <string>

#include "kernels/kernels.h"
#include "kernels/winograd.h"

namespace emsurvey {
namespace {

struct Expected {
  std::vector<double> output, input_gradient, weight_gradient;
};

struct Case {
  explicit Case(const ConvolutionShape& of)
      : shape(of),
        input(random_values(of.samples * of.inputs * of.height * of.width, 1)),
        weight(random_values(of.outputs * of.inputs * of.kernel * of.kernel, 2)),
        slope(random_values(of.samples * of.outputs * of.output_height() * of.output_width(), 3)) {}

  ConvolutionShape shape;
  std::vector<float> input, weight, slope;
};

/// Calls visit(index of input, of weight, of output) for all products of the convolution.
template <class Visit>
void for_each_product(const ConvolutionShape& s, const Visit& visit) {
  for (std::int64_t n = 0; n < s.samples * s.outputs * s.inputs; ++n) {
    const std::int64_t c = n % s.inputs, o = n / s.inputs % s.outputs, sample = n / s.inputs / s.outputs;
    const std::int64_t height = s.output_height(), width = s.output_width(), pixels = s.kernel * s.kernel;
    for (std::int64_t i = 0; i < height * width * pixels; ++i) {
      const std::int64_t k = i % pixels, x = i / pixels % width, y = i / pixels / width;
      const std::int64_t from_y = y + k / s.kernel - s.padding, from_x = x + k % s.kernel - s.padding;
      if (from_y < 0 || from_y >= s.height || from_x < 0 || from_x >= s.width) continue;
      visit(static_cast<std::size_t>(((sample * s.inputs + c) * s.height + from_y) * s.width + from_x),
            static_cast<std::size_t>((o * s.inputs + c) * pixels + k),
            static_cast<std::size_t>(((sample * s.outputs + o) * height + y) * width + x));
    }
  }
}

/// The direct sums in double precision.
Expected direct(const Case& of) {
  Expected e{std::vector<double>(of.slope.size()), std::vector<double>(of.input.size()),
             std::vector<double>(of.weight.size())};
  for_each_product(of.shape, [&](std::size_t in, std::size_t weight, std::size_t out) {
    e.output[out] += double{of.input[in]} * of.weight[weight];
    e.input_gradient[in] += double{of.slope[out]} * of.weight[weight];
    e.weight_gradient[weight] += double{of.slope[out]} * of.input[in];
  });
  return e;
}

struct Result {
  std::vector<float> output, input_gradient, weight_gradient;
  bool operator==(const Result&) const = default;
};

Result computed(const SimdKernels& simd, const Case& of, std::int64_t threads) {
  Result r{std::vector<float>(of.slope.size()), std::vector<float>(of.input.size()),
           std::vector<float>(of.weight.size())};
  const WinogradConvolution convolution(simd, of.shape, on_threads(threads));
  convolution.forward(of.input.data(), of.weight.data(), r.output.data());
  convolution.input_gradient(of.slope.data(), of.weight.data(), r.input_gradient.data());
  convolution.weight_gradient(of.input.data(), of.slope.data(), r.weight_gradient.data());
  return r;
}

// Samples, inputs, outputs, height, width, kernel, padding: whole groups of tiles; one pixel; less than a tile; partial
// groups, panels and blocks; groups of several rows; more tiles than are summed at once; weights too large to be read
// often.
const std::vector<ConvolutionShape> shapes{
    {1, 16, 16, 8, 64, 3, 1},   {1, 1, 1, 1, 1, 3, 1},    {2, 20, 30, 3, 2, 3, 1}, {2, 5, 3, 7, 9, 3, 1},
    {3, 17, 9, 33, 35, 3, 1},   {1, 6, 7, 66, 130, 3, 1}, {2, 8, 8, 64, 64, 3, 1}, {1, 8, 13, 5, 129, 3, 1},
    {2, 9, 14, 12, 41, 3, 0},   {1, 1, 1, 1, 1, 2, 1},    {2, 20, 30, 2, 2, 2, 0}, {2, 17, 9, 33, 35, 2, 0},
    {1, 3, 5, 81, 83, 2, 1},    {3, 13, 8, 9, 24, 2, 1},  {1, 1, 1, 4, 4, 4, 0},   {2, 20, 30, 3, 2, 4, 1},
    {2, 17, 9, 32, 32, 4, 1},   {1, 5, 3, 50, 52, 4, 1},  {3, 13, 8, 7, 25, 4, 2}, {2, 8, 8, 40, 42, 4, 3},
    {1, 129, 130, 14, 19, 3, 1}};

std::string text_of(const ConvolutionShape& shape) {
  return "kernel " + std::to_string(shape.kernel) + ", padding " + std::to_string(shape.padding) +
         ", width " + std::to_string(shape.width);
}

TEST(SimdKernels, AreThoseOfThisProcessor) {
  if (simd_kernels().empty())
    GTEST_SKIP() << "no kernels are tested: this machine has no AVX2, or ATEN_CPU_CAPABILITY excludes it";
  EXPECT_STREQ(simd_kernels().front()->name, "avx2");
  EXPECT_EQ(simd_kernels().front()->lanes, 8);
}

TEST(Winograd, EqualsTheDirectSums) {
  for (const ConvolutionShape& shape : shapes) {
    const Case tested(shape);
    const Expected expected = direct(tested);
    for (const SimdKernels* simd : kernels_to_test()) {
      const Result result = computed(*simd, tested, 1);
      SCOPED_TRACE(std::string(simd->name) + ", " + text_of(shape));
      EXPECT_LT(relative_error(result.output, expected.output), 3e-6);
      EXPECT_LT(relative_error(result.input_gradient, expected.input_gradient), 3e-6);
      EXPECT_LT(relative_error(result.weight_gradient, expected.weight_gradient), 6e-6);
    }
  }
}

TEST(Winograd, HasTheSameBitsOnAnyNumberOfThreads) {
  for (const ConvolutionShape& shape : shapes) {
    const Case tested(shape);
    for (const SimdKernels* simd : kernels_to_test()) {
      const Result one = computed(*simd, tested, 1);
      for (const int threads : {2, 3, 7})
        EXPECT_EQ(computed(*simd, tested, threads), one)
            << simd->name << ", " << text_of(shape) << ", " << threads << " threads";
    }
  }
}

TEST(Winograd, OfASampleDoesNotDependOnOthers) {
  for (const std::int64_t kernel : {2, 3, 4}) {
    const Case both({2, 16, 24, 13, 37, kernel, 1});
    const Case first(
        {1, 16, 24, 13, 37, kernel, 1});  // The random values of `both` begin with those of `first`.
    for (const SimdKernels* simd : kernels_to_test()) {
      std::vector<float> output = computed(*simd, both, 1).output;
      output.resize(output.size() / 2);
      EXPECT_EQ(output, computed(*simd, first, 1).output) << simd->name << ", kernel " << kernel;
    }
  }
}

}  // namespace
}  // namespace emsurvey
