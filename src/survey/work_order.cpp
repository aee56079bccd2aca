#include "survey/work_order.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace emsurvey {

std::vector<std::size_t> work_order(const std::vector<Experiment>& experiments) {
  std::vector<std::size_t> order(experiments.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto place = [&](std::size_t i) {
    const Experiment& e = experiments[i];
    return std::tuple(e.repeat, e.split, -e.relative_cost());
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  return order;
}

}  // namespace emsurvey
