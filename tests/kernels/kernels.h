// What tests of kernels share: the instruction sets to test, threads, and random values.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

#include "kernels/parallel_for.h"
#include "kernels/simd_kernels.h"

namespace emsurvey {

namespace wide {
extern const SimdKernels kernels;
}

/// The kernels that this machine can execute, and those with vectors of 16 floats without AVX-512. None without AVX2,
/// which a test says by being skipped.
inline std::vector<const SimdKernels*> kernels_to_test() {
  std::vector<const SimdKernels*> tested = simd_kernels();
  if (!tested.empty()) tested.push_back(&wide::kernels);
  return tested;
}

inline ParallelFor on_threads(std::int64_t threads) {
  return [threads](std::int64_t count, const auto& part) {
    const std::int64_t length = (count + threads - 1) / threads;
    std::vector<std::jthread> workers;
    for (std::int64_t begin = 0; begin < count; begin += length)
      workers.emplace_back([&part, begin, end = std::min(count, begin + length)] { part(begin, end); });
  };
}

inline std::vector<float> random_values(std::int64_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::normal_distribution<float> distribution;
  std::vector<float> values(static_cast<std::size_t>(count));
  for (float& value : values) value = distribution(generator);
  return values;
}

/// The largest difference, as a part of the largest expected value.
inline double relative_error(const std::vector<float>& values, const std::vector<double>& expected) {
  double error = 0, largest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    error = std::max(error, std::abs(values[i] - expected[i]));
    largest = std::max(largest, std::abs(expected[i]));
  }
  return error / largest;
}

}  // namespace emsurvey
