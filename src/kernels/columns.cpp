#include "kernels/columns.h"

#include <algorithm>

namespace emsurvey {

template <class Number>
void add_columns(const ColumnShape& shape, const Number* images, Number* sums, std::int64_t begin,
                 std::int64_t end) {
  for (std::int64_t row = begin; row < end; ++row) {
    const std::int64_t plane = row / shape.height, y = row % shape.height;
    Number* sum = sums + row * shape.width;
    std::fill(sum, sum + shape.width, Number{0});
    for (std::int64_t column = 0; column < shape.columns; ++column) {
      const std::int64_t shift = column - shape.columns / 2;
      const Number* image = images + ((plane * shape.columns + column) * shape.height + y) * shape.width;
      const std::int64_t first = std::max<std::int64_t>(0, -shift),
                         last = std::min(shape.width, shape.width - shift);
      for (std::int64_t x = first; x < last; ++x) sum[x] += image[x + shift];
    }
  }
}

template <class Number>
void spread_columns(const ColumnShape& shape, const Number* sums, Number* images, std::int64_t begin,
                    std::int64_t end) {
  for (std::int64_t row = begin; row < end; ++row) {
    const std::int64_t y = row % shape.height, column = row / shape.height % shape.columns;
    const std::int64_t plane = row / shape.height / shape.columns, shift = column - shape.columns / 2;
    const Number* sum = sums + (plane * shape.height + y) * shape.width;
    Number* image = images + row * shape.width;
    const auto first = std::clamp<std::int64_t>(shift, 0, shape.width);
    const auto last = std::clamp<std::int64_t>(shape.width + shift, first, shape.width);
    std::fill(image, image + first, Number{0});
    std::copy(sum + first - shift, sum + last - shift, image + first);
    std::fill(image + last, image + shape.width, Number{0});
  }
}

template void add_columns(const ColumnShape&, const float*, float*, std::int64_t, std::int64_t);
template void add_columns(const ColumnShape&, const double*, double*, std::int64_t, std::int64_t);
template void spread_columns(const ColumnShape&, const float*, float*, std::int64_t, std::int64_t);
template void spread_columns(const ColumnShape&, const double*, double*, std::int64_t, std::int64_t);

}  // namespace emsurvey
