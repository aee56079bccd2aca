#include "score/row_search.h"

#include <algorithm>
#include <limits>

namespace emsurvey {

RowSearch::RowSearch(int width)
    : width_(width),
      heights_(3 * static_cast<std::size_t>(width), far),
      parabolas_(static_cast<std::size_t>(width)) {}

void RowSearch::restart() {
  steps_left_ = std::int64_t{16} * width_;
  size_ = 0;
  reading_ = 0;
}

int RowSearch::look_around(int x) {
  int offset = 0;
  std::int64_t best = height(x);
  int away = 1;
  for (std::int64_t from = 1; from < best && away < width_; ++away, from = square(away)) {
    const std::int64_t left = height(x - away) + from;
    const std::int64_t right = height(x + away) + from;
    offset = left < best ? -away : offset;
    best = std::min(left, best);
    offset = right < best ? away : offset;
    best = std::min(right, best);
  }
  steps_left_ -= away;
  return x + offset;
}

int RowSearch::column_in_envelope(int x) {
  if (size_ == 0) build_envelope();
  while (reading_ + 1 < size_ && parabolas_[reading_ + 1].begin < x) ++reading_;
  return parabolas_[reading_].column;
}

void RowSearch::build_envelope() {
  constexpr double everywhere = -std::numeric_limits<double>::infinity();
  for (int x = 0; x < width_; ++x) {
    const std::int64_t value = height(x) + square(x);
    double begin = everywhere;
    for (; size_ > 0; --size_) {
      const Parabola& last = parabolas_[size_ - 1];
      begin = static_cast<double>(value - last.value) / (2.0 * (x - last.column));
      if (begin > last.begin) break;
    }
    parabolas_[size_] = {x, value, size_ > 0 ? begin : everywhere};
    ++size_;
  }
}

}  // namespace emsurvey
