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

constexpr int next(int i) {
  return i + 1;
}
constexpr int previous(int i) {
  return i == 0 ? lanes : i - 1;
}

// Shuffles within quads of 4 lanes, which take one instruction for two vectors.
constexpr int quad(int i) {
  return i / 4 * 4;
}
constexpr int evens(int i) {
  return quad(i) + i % 2 * 2 + i % 4 / 2 * lanes;
}
constexpr int odds(int i) {
  return evens(i) + 1;
}
constexpr int low_zip(int i) {
  return quad(i) + i % 4 / 2 + i % 2 * lanes;
}
constexpr int high_zip(int i) {
  return low_zip(i) + 2;
}
constexpr int low_pairs(int i) {
  return quad(i) + i % 2 + i % 4 / 2 * lanes;
}
constexpr int high_pairs(int i) {
  return low_pairs(i) + 2;
}

// Lane 4 q + r of vectors shuffled in this way is value q + r * lanes / 4 in the usual order.
constexpr int from_quads(int i) {
  return i % (lanes / 4) * 4 + i / (lanes / 4);
}
constexpr int to_quads(int i) {
  return i / 4 + i % 4 * (lanes / 4);
}

/// Reads 4 x lanes values; lane t of part k is value 4 t + k.
[[gnu::always_inline]] inline void load_quarters(const float* from, Vector (&part)[4]) {
  const Vector a = load(from), b = load(from + lanes), c = load(from + 2 * lanes), d = load(from + 3 * lanes);
  const Vector even_1 = shuffled<evens>(a, b), even_2 = shuffled<evens>(c, d);
  const Vector odd_1 = shuffled<odds>(a, b), odd_2 = shuffled<odds>(c, d);
  part[0] = shuffled<evens>(even_1, even_2);
  part[1] = shuffled<evens>(odd_1, odd_2);
  part[2] = shuffled<odds>(even_1, even_2);
  part[3] = shuffled<odds>(odd_1, odd_2);
  for (Vector& p : part) p = shuffled<from_quads>(p, p);
}

/// The inverse of load_quarters().
[[gnu::always_inline]] inline void store_quarters(float* to, const Vector (&part)[4]) {
  Vector p[4];
  for (int k = 0; k < 4; ++k) p[k] = shuffled<to_quads>(part[k], part[k]);
  const Vector low_01 = shuffled<low_zip>(p[0], p[1]), low_23 = shuffled<low_zip>(p[2], p[3]);
  const Vector high_01 = shuffled<high_zip>(p[0], p[1]), high_23 = shuffled<high_zip>(p[2], p[3]);
  store(to, shuffled<low_pairs>(low_01, low_23));
  store(to + lanes, shuffled<high_pairs>(low_01, low_23));
  store(to + 2 * lanes, shuffled<low_pairs>(high_01, high_23));
  store(to + 3 * lanes, shuffled<high_pairs>(high_01, high_23));
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
