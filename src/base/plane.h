// Two-dimensional array of pixels, shared by image reading, data sets and scores.
#pragma once

#include <cstddef>
#include <vector>

namespace emsurvey {

/// Pixels of one channel, [height, width], row-major.
template <class T>
struct Plane {
  int height = 0;
  int width = 0;
  std::vector<T> values;

  Plane() = default;
  Plane(int height_, int width_, T value = T{})
      : height(height_),
        width(width_),
        values(static_cast<std::size_t>(height_) * static_cast<std::size_t>(width_), value) {}

  bool empty() const { return values.empty(); }
  std::size_t index(int y, int x) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
  T& at(int y, int x) { return values[index(y, x)]; }
  const T& at(int y, int x) const { return values[index(y, x)]; }

  template <class U>
  bool same_size(const Plane<U>& other) const {
    return height == other.height && width == other.width;
  }
  bool operator==(const Plane&) const = default;
};

}  // namespace emsurvey
