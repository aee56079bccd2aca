// Winograd's transforms of groups of tiles, from images and back.
#pragma once

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

/// Transforms one column of pixels, 0 if it lies outside of the image.
inline void transform_column(const float* const (&rows)[6], std::int64_t column, bool is_inside,
                             float (&v)[6]) {
  float d[6];
  for (int i = 0; i < 6; ++i) d[i] = is_inside ? rows[i][column] : 0;
  transform_data(d, v);
}

/// Transforms the 6 x 6 inputs of each tile of a group. Frequency f of tile t is written to to[f * stride + t].
inline void transform_inputs(const ConstPlane& plane, const Group& group, float* to, std::int64_t stride) {
  static constexpr float zeros[1 + tile * lanes + 1] = {};
  const float* rows[6];
  for (int i = 0; i < 6; ++i) {
    const std::int64_t y = group.y - 1 + i;
    const bool is_inside = y >= 0 && y < plane.height;
    rows[i] = is_inside ? plane.pixels + y * plane.width + group.x : zeros + 1;
  }
  // The vertical transform of the pixels of the tiles and of the columns before and after them.
  alignas(64) float vertical[6][tile * lanes];
  float before[6], after[6];
  transform_column(rows, -1, group.x > 0, before);
  transform_column(rows, tile * lanes, group.x + tile * lanes < plane.width, after);
  const std::int64_t columns = smaller(tile * lanes, plane.width - group.x);
  std::int64_t column = 0;
  for (; column + lanes <= columns; column += lanes) {
    Vector d[6], v[6];
    for (int i = 0; i < 6; ++i) d[i] = load(rows[i] + column);
    transform_data(d, v);
    for (int i = 0; i < 6; ++i) store(&vertical[i][column], v[i]);
  }
  for (; column < columns; ++column) {
    float v[6];
    transform_column(rows, column, true, v);
    for (int i = 0; i < 6; ++i) vertical[i][column] = v[i];
  }
  for (; column < tile * lanes; ++column)
    for (int i = 0; i < 6; ++i) vertical[i][column] = 0;
  for (int i = 0; i < 6; ++i) {
    // Columns 1 ... 4 of a tile's inputs are its own; the others belong to its neighbours.
    Vector own[4], v[6];
    load_quarters(vertical[i], own);
    const Vector left = shuffled<previous>(own[3], Vector{} + before[i]);
    const Vector right = shuffled<next>(own[0], Vector{} + after[i]);
    const Vector d[6] = {left, own[0], own[1], own[2], own[3], right};
    transform_data(d, v);
    for (int k = 0; k < 6; ++k) store(to + (6 * i + k) * stride, v[k]);
  }
}

/// Transforms the products of a group to its pixels. Frequency f of tile t is read from from[f * stride + t].
inline void transform_to_outputs(const float* from, std::int64_t stride, const Plane& plane,
                                 const Group& group) {
  Vector half[4][6];
  for (int k = 0; k < 6; ++k) {
    Vector m[6], y[4];
    for (int i = 0; i < 6; ++i) m[i] = load(from + (6 * i + k) * stride);
    transform_products(m, y);
    for (int i = 0; i < 4; ++i) half[i][k] = y[i];
  }
  const std::int64_t rows = smaller(tile, plane.height - group.y);
  const std::int64_t columns = smaller(tile * lanes, plane.width - group.x);
  for (std::int64_t i = 0; i < rows; ++i) {
    Vector y[4];
    transform_products(half[i], y);
    float* to = plane.pixels + (group.y + i) * plane.width + group.x;
    if (columns == tile * lanes) {
      store_quarters(to, y);
    } else {
      alignas(64) float row[tile * lanes];
      store_quarters(row, y);
      for (std::int64_t j = 0; j < columns; ++j) to[j] = row[j];
    }
  }
}

/// Transforms the 4 x 4 gradients of the outputs of each tile of a group. Frequency f of tile t is written to
/// to[f * stride + t].
inline void transform_output_gradients(const ConstPlane& plane, const Group& group, float* to,
                                       std::int64_t stride) {
  const std::int64_t rows = smaller(tile, plane.height - group.y);
  const std::int64_t columns = smaller(tile * lanes, plane.width - group.x);
  Vector half[4][6];  // By column of a tile.
  Vector y[4][4] = {};
  for (std::int64_t i = 0; i < rows; ++i) {
    const float* from = plane.pixels + (group.y + i) * plane.width + group.x;
    if (columns == tile * lanes) {
      load_quarters(from, y[i]);
    } else {
      alignas(64) float row[tile * lanes] = {};
      for (std::int64_t j = 0; j < columns; ++j) row[j] = from[j];
      load_quarters(row, y[i]);
    }
  }
  for (int j = 0; j < 4; ++j) {
    const Vector column[4] = {y[0][j], y[1][j], y[2][j], y[3][j]};
    transform_output_gradient(column, half[j]);
  }
  for (int i = 0; i < 6; ++i) {
    Vector z[6];
    const Vector row[4] = {half[0][i], half[1][i], half[2][i], half[3][i]};
    transform_output_gradient(row, z);
    for (int k = 0; k < 6; ++k) store(to + (6 * i + k) * stride, z[k]);
  }
}

}  // namespace emsurvey::EMSURVEY_SIMD
