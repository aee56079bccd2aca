// A vector of floats of the instruction set that a file is compiled for. The sources of this folder are compiled
// once for each instruction set, with its namespace as EMSURVEY_SIMD and its number of floats as EMSURVEY_LANES.
// They call no templates or inline functions of the standard library: the linker would keep one instance of each
// for the whole program, perhaps one with instructions that the processor lacks.
#pragma once

#include <cstdint>
#include <utility>

// The build sets both for each instruction set. These defaults let the test of headers compile this one alone.
#ifndef EMSURVEY_SIMD
#define EMSURVEY_SIMD any
#define EMSURVEY_LANES 4
#endif

namespace emsurvey::EMSURVEY_SIMD {

constexpr int lanes = EMSURVEY_LANES;

using Vector [[gnu::vector_size(4 * EMSURVEY_LANES)]] = float;
using VectorInMemory [[gnu::vector_size(4 * EMSURVEY_LANES), gnu::aligned(4), gnu::may_alias]] = float;

inline Vector load(const float* from) {
  return *reinterpret_cast<const VectorInMemory*>(from);
}
inline void store(float* to, const Vector& value) {
  *reinterpret_cast<VectorInMemory*>(to) = value;
}

constexpr std::int64_t smaller(std::int64_t a, std::int64_t b) {
  return a < b ? a : b;
}
constexpr std::int64_t larger(std::int64_t a, std::int64_t b) {
  return a < b ? b : a;
}
constexpr std::int64_t rounded_up_quotient(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}

/// Lane i of the result is value index(i) of `a` followed by `b`.
template <int (*index)(int), int... i>
[[gnu::always_inline]] inline Vector shuffled(const Vector& a, const Vector& b,
                                              std::integer_sequence<int, i...>) {
  return __builtin_shufflevector(a, b, index(i)...);
}
template <int (*index)(int)>
[[gnu::always_inline]] inline Vector shuffled(const Vector& a, const Vector& b) {
  return shuffled<index>(a, b, std::make_integer_sequence<int, lanes>());
}

template <int distance>
constexpr int upper_half(int i) {
  return (i & distance) == 0 ? i : i - distance + lanes;
}
template <int distance>
constexpr int lower_half(int i) {
  return (i & distance) == 0 ? i + distance : i + lanes;
}

/// Exchanges lanes and rows of a square of vectors.
template <int distance = lanes / 2>
[[gnu::always_inline]] inline void transpose(Vector (&rows)[lanes]) {
  for (int i = 0; i < lanes; ++i) {
    if ((i & distance) != 0) continue;
    const Vector a = rows[i], b = rows[i + distance];
    rows[i] = shuffled<upper_half<distance>>(a, b);
    rows[i + distance] = shuffled<lower_half<distance>>(a, b);
  }
  if constexpr (distance > 1) transpose<distance / 2>(rows);
}

}  // namespace emsurvey::EMSURVEY_SIMD
