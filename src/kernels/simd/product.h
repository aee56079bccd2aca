// The matrix product of Winograd's convolution.
#pragma once

#include "kernels/simd/vector.h"

namespace emsurvey::EMSURVEY_SIMD {

// Accumulators of the micro-kernel: rows x two vectors. With two vectors of the right factor and one value of the left
// one they fill the 16 registers of AVX2. With the 32 of AVX-512 twice the rows halve the loads for each product.
constexpr int rows_at_once = lanes == 8 ? 6 : 12;

/// The left factor is stored in panels of rows_at_once rows, each [depth][rows_at_once]. A panel is written by stores
/// of whole vectors in the order of depth, so that each overwrites what its predecessor wrote too much; there is room
/// for what the last one does.
constexpr std::int64_t panel_size(std::int64_t depth) {
  return depth * rows_at_once + lanes - rows_at_once;
}
constexpr std::int64_t panel_count(std::int64_t rows) {
  return rounded_up_quotient(rows, rows_at_once);
}

/// Adds to `rows` x `blocks` vectors of the result, or sets them, the sum over `depth`.
template <int rows, int blocks, bool adds>
inline void multiply_tile(const float* panel, const float* right, std::int64_t depth, float* result,
                          std::int64_t result_stride) {
  Vector sum[rows][blocks];
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < blocks; ++c)
      sum[r][c] = adds ? load(result + r * result_stride + c * lanes) : Vector{};
  const std::int64_t right_stride = depth * lanes;
  for (std::int64_t k = 0; k < depth; ++k, panel += rows_at_once, right += lanes) {
    Vector column[blocks];
    for (int c = 0; c < blocks; ++c) column[c] = load(right + c * right_stride);
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < blocks; ++c) sum[r][c] += panel[r] * column[c];
  }
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < blocks; ++c) store(result + r * result_stride + c * lanes, sum[r][c]);
}

/// The last panel, which may have fewer rows.
template <int rows, int blocks, bool adds>
inline void multiply_last_tile(std::int64_t count, const float* panel, const float* right, std::int64_t depth,
                               float* result, std::int64_t result_stride) {
  if (count == rows)
    multiply_tile<rows, blocks, adds>(panel, right, depth, result, result_stride);
  else if constexpr (rows > 1)
    multiply_last_tile<rows - 1, blocks, adds>(count, panel, right, depth, result, result_stride);
}

/// The sizes of a product of [rows, depth] by [depth, blocks x lanes].
struct ProductShape {
  std::int64_t rows, depth, blocks;
};

template <int blocks, bool adds>
inline void multiply_blocks(const ProductShape& shape, const float* left, const float* right, float* result) {
  const std::int64_t stride = shape.blocks * lanes;
  for (std::int64_t row = 0; row < shape.rows; row += rows_at_once, left += panel_size(shape.depth)) {
    if (row + rows_at_once <= shape.rows)
      multiply_tile<rows_at_once, blocks, adds>(left, right, shape.depth, result + row * stride, stride);
    else
      multiply_last_tile<rows_at_once - 1, blocks, adds>(shape.rows - row, left, right, shape.depth,
                                                         result + row * stride, stride);
  }
}

/// Sets `result` to left x right, or adds to it: `left` in panels, `right` [blocks][depth][lanes], `result`
/// [rows][blocks][lanes]. Each value is summed in the order of depth.
template <bool adds>
inline void multiply(const ProductShape& shape, const float* left, const float* right, float* result) {
  std::int64_t block = 0;
  for (; block + 2 <= shape.blocks; block += 2)
    multiply_blocks<2, adds>(shape, left, right + block * shape.depth * lanes, result + block * lanes);
  if (block < shape.blocks)
    multiply_blocks<1, adds>(shape, left, right + block * shape.depth * lanes, result + block * lanes);
}

}  // namespace emsurvey::EMSURVEY_SIMD
