#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "kernels/kernels.h"

namespace emsurvey {
namespace {

struct Case {
  std::int64_t samples, channels, pixels;
  bool has_relu, has_added;
};

struct Values {
  explicit Values(const Case& of)
      : input(random_values(of.samples * of.channels * of.pixels, 1)),
        weight(random_values(of.channels, 2)),
        bias(random_values(of.channels, 3)),
        added(random_values(of.samples * of.channels * of.pixels, 4)),
        slope(random_values(of.samples * of.channels * of.pixels, 5)) {
    for (float& value : input) value = 3 * value + 2;
  }
  std::vector<float> input, weight, bias, added, slope;
};

struct Results {
  explicit Results(const Case& of)
      : output(static_cast<std::size_t>(of.samples * of.channels * of.pixels)),
        input(output.size()),
        weight(static_cast<std::size_t>(of.samples * of.channels)),
        bias(weight.size()) {}
  std::vector<float> output, input, weight, bias;  ///< The output, then gradients.
  bool operator==(const Results&) const = default;
};

Results computed(const SimdKernels& simd, const Case& of, const Values& values, std::int64_t threads) {
  Results results(of);
  std::vector<float> mean(results.weight.size()), over_deviation(mean.size());
  const NormTensors tensors{.channels = of.channels,
                            .pixels = of.pixels,
                            .has_relu = of.has_relu,
                            .input = values.input.data(),
                            .weight = values.weight.data(),
                            .bias = values.bias.data(),
                            .added = of.has_added ? values.added.data() : nullptr,
                            .output = results.output.data(),
                            .mean = mean.data(),
                            .over_deviation = over_deviation.data()};
  const NormGradients gradients{values.slope.data(), results.input.data(), results.weight.data(),
                                results.bias.data()};
  const auto parallel_for = on_threads(threads);
  const std::int64_t planes = of.samples * of.channels;
  parallel_for(planes, [&](std::int64_t begin, std::int64_t end) { simd.normalise(tensors, begin, end); });
  parallel_for(planes, [&](std::int64_t begin, std::int64_t end) {
    simd.normalise_gradients(tensors, gradients, begin, end);
  });
  return results;
}

/// A plane of the output and of the gradients in double precision.
struct Plane {
  std::vector<double> output, input;
  double weight = 0, bias = 0;
};

Plane expected(const Case& of, const Values& values, std::size_t plane) {
  const auto pixels = static_cast<std::size_t>(of.pixels), first = plane * pixels;
  const std::size_t channel = plane % static_cast<std::size_t>(of.channels);
  const double weight = values.weight[channel], bias = values.bias[channel];
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i < pixels; ++i) mean += values.input[first + i] / static_cast<double>(pixels);
  for (std::size_t i = 0; i < pixels; ++i)
    variance += std::pow(values.input[first + i] - mean, 2) / static_cast<double>(pixels);
  const double deviation = std::sqrt(variance + 1e-5);
  Plane p;
  std::vector<double> slope(pixels), normal(pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    normal[i] = (values.input[first + i] - mean) / deviation;
    const double y = normal[i] * weight + bias;
    const bool passes = !of.has_relu || y > 0;
    p.output.push_back((passes ? y : 0) + (of.has_added ? values.added[first + i] : 0));
    slope[i] = passes ? double{values.slope[first + i]} : 0;
    p.bias += slope[i];
    p.weight += slope[i] * normal[i];
  }
  const double n = static_cast<double>(pixels);
  for (std::size_t i = 0; i < pixels; ++i)
    p.input.push_back(weight / deviation * (slope[i] - p.bias / n - normal[i] * p.weight / n));
  return p;
}

std::vector<float> part(const std::vector<float>& all, std::size_t number, std::size_t length) {
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(number * length);
  return {begin, begin + static_cast<std::ptrdiff_t>(length)};
}

const std::vector<Case> cases{{1, 3, 4096, true, true},
                              {2, 5, 63, true, true},
                              {2, 2, 5000, false, false},
                              {3, 2, 17, true, false},
                              {1, 4, 3, false, false}};

TEST(Norm, EqualsItsDefinitionInDoublePrecision) {
  for (const Case& of : cases) {
    const Values values(of);
    for (const SimdKernels* simd : kernels_to_test()) {
      SCOPED_TRACE(std::string(simd->name) + ", " + std::to_string(of.pixels) + " pixels");
      const Results results = computed(*simd, of, values, 1);
      const auto pixels = static_cast<std::size_t>(of.pixels);
      for (std::size_t plane = 0; plane < results.weight.size(); ++plane) {
        const Plane e = expected(of, values, plane);
        EXPECT_LT(relative_error(part(results.output, plane, pixels), e.output), 1e-6);
        EXPECT_LT(relative_error(part(results.input, plane, pixels), e.input), 2e-6);
        EXPECT_NEAR(results.weight[plane], e.weight, 1e-5 * (1 + std::abs(e.weight)));
        EXPECT_NEAR(results.bias[plane], e.bias, 1e-5 * (1 + std::abs(e.bias)));
      }
    }
  }
}

TEST(Norm, HasTheSameBitsOnAnyNumberOfThreads) {
  for (const Case& of : cases) {
    const Values values(of);
    for (const SimdKernels* simd : kernels_to_test())
      EXPECT_EQ(computed(*simd, of, values, 3), computed(*simd, of, values, 1)) << simd->name;
  }
}

TEST(Norm, OfASinglePixelIsTheBias) {
  const Case of{1, 2, 1, false, false};
  const Values values(of);
  for (const SimdKernels* simd : kernels_to_test())
    EXPECT_EQ(computed(*simd, of, values, 1).output, values.bias);
}

TEST(Norm, WithReluKeepsWhatIsNotANumber) {
  const Case of{1, 1, 40, true, false};
  Values values(of);
  values.input[7] = std::numeric_limits<float>::quiet_NaN();
  for (const SimdKernels* simd : kernels_to_test())
    for (const float y : computed(*simd, of, values, 1).output) EXPECT_TRUE(std::isnan(y)) << simd->name;
}

}  // namespace
}  // namespace emsurvey
