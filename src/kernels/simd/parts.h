// Every m-th value of a row of floats as a part of its own: the columns of tiles.
#pragma once

#include "kernels/simd/vector.h"

namespace emsurvey::EMSURVEY_SIMD {

// For odd m. The values of a part are then in different lanes of the m vectors of the row: a part is blended from them
// and brought into its order.

/// Takes the lanes of vector `number` that belong to `part`, the others from the first operand.
template <int count, int part, int number>
constexpr int lanes_of_part(int lane) {
  return (number * lanes + lane) % count == part ? lane + lanes : lane;
}
/// Where value `i` of a part is, and which value is in lane `i`.
template <int count, int part>
constexpr int lane_of_value(int i) {
  return (count * i + part) % lanes;
}
template <int count, int part>
constexpr int value_in_lane(int i) {
  int value = 0;
  while (lane_of_value<count, part>(value) != i) ++value;
  return value;
}

template <int part, int number, int count>
[[gnu::always_inline]] inline Vector part_of_row(const Vector (&row)[count]) {
  if constexpr (number == 0)
    return row[0];
  else
    return shuffled<lanes_of_part<count, part, number>>(part_of_row<part, number - 1>(row), row[number]);
}
template <int number, int part, int count>
[[gnu::always_inline]] inline Vector row_of_parts(const Vector (&spread)[count]) {
  if constexpr (part == 0)
    return spread[0];
  else
    return shuffled<lanes_of_part<count, part, number>>(row_of_parts<number, part - 1>(spread), spread[part]);
}

template <int count, int... k>
[[gnu::always_inline]] inline void load_parts(const float* from, Vector (&part)[count],
                                              std::integer_sequence<int, k...>) {
  const Vector row[count] = {load(from + k * lanes)...};
  const Vector blended[count] = {part_of_row<k, count - 1>(row)...};
  ((part[k] = shuffled<lane_of_value<count, k>>(blended[k], blended[k])), ...);
}
template <int count, int... k>
[[gnu::always_inline]] inline void store_parts(float* to, const Vector (&part)[count],
                                               std::integer_sequence<int, k...>) {
  const Vector spread[count] = {shuffled<value_in_lane<count, k>>(part[k], part[k])...};
  (store(to + k * lanes, row_of_parts<k, count - 1>(spread)), ...);
}

/// Reads m x lanes values; lane t of part k is value m t + k.
template <int count>
[[gnu::always_inline]] inline void load_parts(const float* from, Vector (&part)[count]) {
  load_parts(from, part, std::make_integer_sequence<int, count>());
}

/// The inverse of load_parts().
template <int count>
[[gnu::always_inline]] inline void store_parts(float* to, const Vector (&part)[count]) {
  store_parts(to, part, std::make_integer_sequence<int, count>());
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

/// load_parts() for 4 parts.
[[gnu::always_inline]] inline void load_parts(const float* from, Vector (&part)[4]) {
  const Vector a = load(from), b = load(from + lanes), c = load(from + 2 * lanes), d = load(from + 3 * lanes);
  const Vector even_1 = shuffled<evens>(a, b), even_2 = shuffled<evens>(c, d);
  const Vector odd_1 = shuffled<odds>(a, b), odd_2 = shuffled<odds>(c, d);
  part[0] = shuffled<evens>(even_1, even_2);
  part[1] = shuffled<evens>(odd_1, odd_2);
  part[2] = shuffled<odds>(even_1, even_2);
  part[3] = shuffled<odds>(odd_1, odd_2);
  for (Vector& p : part) p = shuffled<from_quads>(p, p);
}

/// store_parts() for 4 parts.
[[gnu::always_inline]] inline void store_parts(float* to, const Vector (&part)[4]) {
  Vector p[4];
  for (int k = 0; k < 4; ++k) p[k] = shuffled<to_quads>(part[k], part[k]);
  const Vector low_01 = shuffled<low_zip>(p[0], p[1]), low_23 = shuffled<low_zip>(p[2], p[3]);
  const Vector high_01 = shuffled<high_zip>(p[0], p[1]), high_23 = shuffled<high_zip>(p[2], p[3]);
  store(to, shuffled<low_pairs>(low_01, low_23));
  store(to + lanes, shuffled<high_pairs>(low_01, low_23));
  store(to + 2 * lanes, shuffled<low_pairs>(high_01, high_23));
  store(to + 3 * lanes, shuffled<high_pairs>(high_01, high_23));
}

}  // namespace emsurvey::EMSURVEY_SIMD
