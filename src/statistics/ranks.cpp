#include "statistics/ranks.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace emsurvey {
namespace {

/// Calls `visit` with the positions of each group of equal values and the number of smaller values.
template <class Visit>
void for_each_tie(const std::vector<double>& values, Visit visit) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    visit(std::vector<std::size_t>(order.begin() + static_cast<std::ptrdiff_t>(begin),
                                   order.begin() + static_cast<std::ptrdiff_t>(end)),
          begin);
    begin = end;
  }
}

}  // namespace

std::vector<double> mid_ranks(const std::vector<double>& values) {
  std::vector<double> ranks(values.size());
  for_each_tie(values, [&](const std::vector<std::size_t>& tied, std::size_t smaller) {
    for (const std::size_t position : tied)
      ranks[position] = static_cast<double>(smaller) + (static_cast<double>(tied.size()) + 1) / 2;
  });
  return ranks;
}

double tie_term(const std::vector<double>& values) {
  double sum = 0;
  for_each_tie(values, [&](const std::vector<std::size_t>& tied, std::size_t) {
    const double t = static_cast<double>(tied.size());
    sum += t * t * t - t;
  });
  return sum;
}

}  // namespace emsurvey
