#include "data/lattice_noise.h"

#include <cstddef>
#include <numeric>
#include <random>
#include <utility>

namespace emsurvey {
namespace {

std::int64_t floor_of(double value) {
  const auto truncated = static_cast<std::int64_t>(value);
  return truncated - (value < static_cast<double>(truncated) ? 1 : 0);
}

/// Rises smoothly from 0 to 1, with zero slope at both ends.
double ease(double t) {
  return t * t * (3 - 2 * t);
}

double mix(double a, double b, double t) {
  return a + (b - a) * t;
}

}  // namespace

LatticeNoise::LatticeNoise(std::uint64_t seed, std::uint32_t stream) {
  // The C++ standard fixes the output of the engine, but not that of the distributions.
  std::seed_seq words{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32), stream};
  std::mt19937_64 engine(words);
  for (double& value : values_) value = static_cast<double>(engine() >> 11) * 0x1p-53;
  std::iota(permutation_.begin(), permutation_.end(), std::uint16_t{0});
  for (std::size_t i = size - 1; i > 0; --i) std::swap(permutation_[i], permutation_[engine() % (i + 1)]);
}

std::size_t LatticeNoise::hash(std::int64_t x, std::int64_t y, std::int64_t z) const {
  const auto mask = size - 1;
  std::size_t index = permutation_[static_cast<std::size_t>(x) & mask];
  index = permutation_[(index + static_cast<std::size_t>(y)) & mask];
  return permutation_[(index + static_cast<std::size_t>(z)) & mask];
}

double LatticeNoise::uniform(std::int64_t x, std::int64_t y, std::int64_t z) const {
  return values_[hash(x, y, z)];
}

double LatticeNoise::smooth(double x, double y, double z) const {
  const std::int64_t x0 = floor_of(x);
  const std::int64_t y0 = floor_of(y);
  const std::int64_t z0 = floor_of(z);
  const double tx = ease(x - static_cast<double>(x0));
  const double ty = ease(y - static_cast<double>(y0));
  const double tz = ease(z - static_cast<double>(z0));
  std::array<double, 2> layers{};
  for (int k = 0; k < 2; ++k) {
    const double low = mix(uniform(x0, y0, z0 + k), uniform(x0 + 1, y0, z0 + k), tx);
    const double high = mix(uniform(x0, y0 + 1, z0 + k), uniform(x0 + 1, y0 + 1, z0 + k), tx);
    layers[static_cast<std::size_t>(k)] = mix(low, high, ty);
  }
  return 2 * mix(layers[0], layers[1], tz) - 1;
}

}  // namespace emsurvey
