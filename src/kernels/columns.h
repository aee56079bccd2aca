// A convolution by columns: the columns of a kernel as outputs of their own, which are shifted and added.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Images [planes, columns, height, width], an image for each column of a kernel of odd width, and their sums [planes,
/// height, width]. `begin` and `end` below limit the rows of all planes of the result.
struct ColumnShape {
  std::int64_t planes, columns, height, width;
};

/// Pixel x of a sum is that of the pixels x + k - columns / 2 of all columns k, in their order, within the image.
template <class Number>
void add_columns(const ColumnShape& shape, const Number* images, Number* sums, std::int64_t begin,
                 std::int64_t end);

/// The gradient of the images from that of the sums; its rows are those of the images.
template <class Number>
void spread_columns(const ColumnShape& shape, const Number* sums, Number* images, std::int64_t begin,
                    std::int64_t end);

}  // namespace emsurvey
