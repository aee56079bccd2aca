// Smooth random functions of position that are the same for a seed on every machine.
#pragma once

#include <array>
#include <cstdint>

namespace emsurvey {

/// Random values at the points of a lattice, interpolated between them. Uses only +, -, *, / and comparisons,
/// whose results IEEE 754 fixes. Each `stream` of a seed is a different function.
class LatticeNoise {
 public:
  LatticeNoise(std::uint64_t seed, std::uint32_t stream);

  /// Returns a value uniform in [0, 1) at a lattice point.
  double uniform(std::int64_t x, std::int64_t y, std::int64_t z) const;

  /// Returns a smooth value in [-1, 1], which swings about once per unit of length.
  double smooth(double x, double y, double z) const;

 private:
  static constexpr std::size_t size = 4096;
  std::size_t hash(std::int64_t x, std::int64_t y, std::int64_t z) const;

  std::array<std::uint16_t, size> permutation_;
  std::array<double, size> values_;  ///< Uniform in [0, 1).
};

}  // namespace emsurvey
