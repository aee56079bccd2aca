// Winograd's transforms of runs of tiles, from images and back, for kernels with `taps` x `taps` pixels.
#pragma once

#include "kernels/simd/parts.h"
#include "kernels/simd/tiles.h"
#include "kernels/simd/winograd_matrices.h"

namespace emsurvey::EMSURVEY_SIMD {

/// A channel of a sample, [height, width].
struct Plane {
  float* pixels;
  std::int64_t height, width;
};
struct ConstPlane {
  const float* pixels;
  std::int64_t height, width;
};

constexpr int next(int i) {
  return i + 1;
}

/// The vertical transform of `count` columns of six rows, written from column `first` on.
template <int columns>
[[gnu::always_inline]] inline void transform_columns(const float* const (&rows)[6], std::int64_t count,
                                                     float (&to)[6][columns], std::int64_t first) {
  const auto transform = [&](std::int64_t column) {
    Vector d[6], v[6];
    for (int i = 0; i < 6; ++i) d[i] = load(rows[i] + column);
    transform_data(d, v);
    for (int i = 0; i < 6; ++i) store(&to[i][first + column], v[i]);
  };
  for (std::int64_t column = 0; column + lanes < count; column += lanes) transform(column);
  if (count >= lanes) return transform(count - lanes);
  for (std::int64_t column = 0; column < count; ++column) {
    float d[6], v[6];
    for (int i = 0; i < 6; ++i) d[i] = rows[i][column];
    transform_data(d, v);
    for (int i = 0; i < 6; ++i) to[i][first + column] = v[i];
  }
}

/// Transforms the 6 x 6 inputs of each tile of a run. Frequency f of tile t is written to to[f * stride + t].
template <int taps>
inline void transform_inputs(const ConstPlane& plane, std::int64_t padding, const Run& run, float* to,
                             std::int64_t stride) {
  constexpr int tile = tile_of(taps), columns = tile * lanes + taps - 1;
  static constexpr float zeros[columns] = {};
  const std::int64_t left = run.x - padding;
  const std::int64_t begin = larger(0, -left), end = larger(begin, smaller(columns, plane.width - left));
  const float* rows[6];
  for (int i = 0; i < 6; ++i) {
    const std::int64_t y = run.y - padding + i;
    rows[i] = y >= 0 && y < plane.height ? plane.pixels + y * plane.width + left + begin : zeros;
  }
  alignas(64) float vertical[6][(columns + lanes - 1) / lanes * lanes];
  transform_columns(rows, end - begin, vertical, begin);
  for (int i = 0; i < 6; ++i) {
    for (std::int64_t column = 0; column < begin; ++column) vertical[i][column] = 0;
    for (std::int64_t column = end; column < columns; ++column) vertical[i][column] = 0;
  }
  for (int i = 0; i < 6; ++i) {
    // The first columns of a tile's inputs are its own; the others are the first ones of its neighbour.
    Vector own[tile], d[6], v[6];
    load_parts(vertical[i], own);
    for (int k = 0; k < tile; ++k) d[k] = own[k];
    for (int k = tile; k < 6; ++k)
      d[k] = shuffled<next>(own[k - tile], Vector{} + vertical[i][tile * lanes + k - tile]);
    transform_data(d, v);
    for (int k = 0; k < 6; ++k) store(to + (6 * i + k) * stride, v[k]);
  }
}

/// Transforms the products of a run to its pixels. Frequency f of tile t is read from from[f * stride + t].
template <int taps>
inline void transform_to_outputs(const float* from, std::int64_t stride, const Plane& plane, const Run& run) {
  constexpr int tile = tile_of(taps);
  const std::int64_t rows = smaller(tile, plane.height - run.y);
  const std::int64_t columns = smaller(tile * run.count, plane.width - run.x);
  Vector half[tile][6];
  for (int k = 0; k < 6; ++k) {
    Vector m[6], y[tile];
    for (int i = 0; i < 6; ++i) m[i] = load(from + (6 * i + k) * stride);
    power_sums(m, y);
    for (int i = 0; i < tile; ++i) half[i][k] = y[i];
  }
  for (std::int64_t i = 0; i < rows; ++i) {
    Vector y[tile];
    power_sums(half[i], y);
    float* to = plane.pixels + (run.y + i) * plane.width + run.x;
    if (columns == tile * lanes) {
      store_parts(to, y);
    } else {
      alignas(64) float row[tile * lanes];
      store_parts(row, y);
      for (std::int64_t j = 0; j < columns; ++j) to[j] = row[j];
    }
  }
}

/// Transforms the gradients of the outputs of each tile of a run. Frequency f of tile t is written to
/// to[f * stride + t].
template <int taps>
inline void transform_output_gradients(const ConstPlane& plane, const Run& run, float* to,
                                       std::int64_t stride) {
  constexpr int tile = tile_of(taps);
  const std::int64_t rows = smaller(tile, plane.height - run.y);
  const std::int64_t columns = smaller(tile * lanes, plane.width - run.x);
  Vector y[tile][tile] = {};
  for (std::int64_t i = 0; i < rows; ++i) {
    const float* from = plane.pixels + (run.y + i) * plane.width + run.x;
    if (columns == tile * lanes) {
      load_parts(from, y[i]);
    } else {
      alignas(64) float row[tile * lanes] = {};
      for (std::int64_t j = 0; j < columns; ++j) row[j] = from[j];
      load_parts(row, y[i]);
    }
  }
  Vector half[tile][6];  // By column of a tile.
  for (int j = 0; j < tile; ++j) {
    Vector column[tile];
    for (int i = 0; i < tile; ++i) column[i] = y[i][j];
    values_at_points(column, half[j]);
  }
  for (int i = 0; i < 6; ++i) {
    Vector row[tile], z[6];
    for (int j = 0; j < tile; ++j) row[j] = half[j][i];
    values_at_points(row, z);
    for (int k = 0; k < 6; ++k) store(to + (6 * i + k) * stride, z[k]);
  }
}

}  // namespace emsurvey::EMSURVEY_SIMD
