// Smooth random functions of position, the same for the same seed on every machine.
#pragma once

#include <array>
#include <cstdint>

namespace emsurvey {

/// Random values at the points of a lattice and between them. Uses nothing but +, -, *, / and comparisons,
/// whose results IEEE 754 fixes; each `stream` of a seed is another function.
class LatticeNoise {
 public:
  LatticeNoise(std::uint64_t seed, std::uint32_t stream);

  /// Uniform in [0, 1) at a lattice point.
  double uniform(std::int64_t x, std::int64_t y, std::int64_t z) const;

  /// Smooth, in [-1, 1], with about one swing a unit of length.
  double smooth(double x, double y, double z) const;

 private:
  static constexpr std::size_t size = 4096;
  std::size_t hash(std::int64_t x, std::int64_t y, std::int64_t z) const;

  std::array<std::uint16_t, size> permutation_;
  std::array<double, size> values_;  ///< uniform in [0, 1)
};

}  // namespace emsurvey
