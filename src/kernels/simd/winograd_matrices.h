// The transforms of Winograd's convolution F(m, r): m outputs of a filter of r taps from 6 products instead of m r,
// where m + r = 7.
//
// Derivation (Toom-Cook, transposed; Lavin and Gray, arXiv:1509.09308; Barabasz et al., arXiv:1803.10986). With
// the points p = 0, a, -a, b, -b and infinity, N_p the product of p - q over the other finite points q:
//   data     (6 -> 6)  row p: coefficients of the product of x - q over the other finite points; for infinity of all
//   weights  (r -> 6)  row p: 1, p, ... p^(r-1), all over N_p;  for infinity 0, ... 0, 1
//   products (6 -> m)  column p: 1, p, ... p^(m-1);             for infinity 0, ... 0, 1
// The convolution of 6 values d with r weights g is products(weights(g) * data(d)). In two dimensions each transform
// is applied to columns and rows. Every use of a, -a as a pair needs one even and one odd sum. The gradients take the
// transposes: that of products() is values_at_points() of m coefficients, that of weights() scaled power sums.
//
// Numerics. The error grows with the spread of the sizes of the terms. For 128 channels of normal random numbers in
// float32 the largest error of F(4, 3) is 2.3e-6 of the largest output with a = 11/16, b = 3/2, and 7.4e-6 with the
// usual a = 1, b = 2; for direct sums in the same order it is 1.3e-6. The root mean square is 2.4e-7, 5.4e-7 and
// 1.4e-7.
// With these points F(5, 2) has 3.2e-6 (2.6e-7; direct 0.7e-6, 0.9e-7), F(3, 4) 1.5e-6 (2.6e-7; direct 1.9e-6, 2.0e-7).
// The constants a^2, b^2, a^2 + b^2 and a^2 b^2 are exact in float32.
#pragma once

#include "kernels/simd/vector.h"

namespace emsurvey::EMSURVEY_SIMD {

constexpr float a = 0.6875F, b = 1.5F;
constexpr float aa = a * a, bb = b * b;
constexpr float over_n0 = 1 / (aa * bb), over_na = 1 / (2 * aa * (aa - bb)),
                over_nb = 1 / (2 * bb * (bb - aa));

// `Value` is a float or a vector of them.

template <class Value>
[[gnu::always_inline]] inline void transform_data(const Value (&d)[6], Value (&v)[6]) {
  const Value even_a = d[4] - bb * d[2], odd_a = a * (d[3] - bb * d[1]);
  const Value even_b = d[4] - aa * d[2], odd_b = b * (d[3] - aa * d[1]);
  v[0] = d[4] - (aa + bb) * d[2] + aa * bb * d[0];
  v[1] = even_a + odd_a;
  v[2] = even_a - odd_a;
  v[3] = even_b + odd_b;
  v[4] = even_b - odd_b;
  v[5] = d[5] - (aa + bb) * d[3] + aa * bb * d[1];
}

/// c[first] + c[first + 2] x + c[first + 4] x^2 + ..., by Horner's rule.
template <int first, int count, class Value>
[[gnu::always_inline]] inline Value every_second(const Value (&c)[count], float x) {
  if constexpr (first + 2 < count)
    return c[first] + x * every_second<first + 2>(c, x);
  else
    return c[first];
}

/// The values of the polynomial with coefficients `c` at the points; for infinity the last coefficient.
template <int count, class Value>
[[gnu::always_inline]] inline void values_at_points(const Value (&c)[count], Value (&v)[6]) {
  const Value even_a = every_second<0>(c, aa), odd_a = a * every_second<1>(c, aa);
  const Value even_b = every_second<0>(c, bb), odd_b = b * every_second<1>(c, bb);
  v[0] = c[0];
  v[1] = even_a + odd_a;
  v[2] = even_a - odd_a;
  v[3] = even_b + odd_b;
  v[4] = even_b - odd_b;
  v[5] = c[count - 1];
}

/// The transpose of values_at_points(): sum k of `m` times the k-th powers of the points.
template <int count, class Value>
[[gnu::always_inline]] inline void power_sums(const Value (&m)[6], Value (&y)[count]) {
  Value of_a[2] = {m[1] + m[2], a * (m[1] - m[2])}, of_b[2] = {m[3] + m[4], b * (m[3] - m[4])};
  y[0] = m[0] + of_a[0] + of_b[0];
  for (int k = 1; k < count; ++k) {
    y[k] = of_a[k % 2] + of_b[k % 2];
    of_a[1 - k % 2] = aa * of_a[1 - k % 2];
    of_b[1 - k % 2] = bb * of_b[1 - k % 2];
  }
  y[count - 1] += m[5];
}

/// Divides by N_p.
template <class Value>
[[gnu::always_inline]] inline void scale_points(const Value (&v)[6], Value (&scaled)[6]) {
  constexpr float factors[6] = {over_n0, over_na, over_na, over_nb, over_nb, 1};
  for (int p = 0; p < 6; ++p) scaled[p] = factors[p] * v[p];
}

template <int taps, class Value>
[[gnu::always_inline]] inline void transform_weights(const Value (&g)[taps], Value (&u)[6]) {
  Value v[6];
  values_at_points(g, v);
  scale_points(v, u);
}

/// The transpose of transform_weights().
template <int taps, class Value>
[[gnu::always_inline]] inline void transform_weight_gradient(const Value (&m)[6], Value (&h)[taps]) {
  Value scaled[6];
  scale_points(m, scaled);
  power_sums(scaled, h);
}

}  // namespace emsurvey::EMSURVEY_SIMD
