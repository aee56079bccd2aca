#include "survey/shard.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "survey/setting_value.h"

namespace emsurvey {

Shard parse_shard(const std::string& text) {
  const auto slash = text.find('/');
  require(slash != std::string::npos, "shard", "`" + text + "` is not INDEX/COUNT",
          "write 2/5 for the second of five");
  Shard shard;
  shard.count = static_cast<int>(whole_number("shard", text.substr(slash + 1), 1, 1'000'000));
  shard.index = static_cast<int>(whole_number("shard", text.substr(0, slash), 1, shard.count));
  return shard;
}

std::vector<Experiment> shard_of(const std::vector<Experiment>& grid, const Shard& shard) {
  std::vector<std::size_t> order(grid.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return grid[a].relative_cost() > grid[b].relative_cost();
  });
  std::vector<std::size_t> own;
  for (auto i = static_cast<std::size_t>(shard.index - 1); i < order.size();
       i += static_cast<std::size_t>(shard.count))
    own.push_back(order[i]);
  std::sort(own.begin(), own.end());
  std::vector<Experiment> experiments;
  for (const std::size_t i : own) experiments.push_back(grid[i]);
  return experiments;
}

}  // namespace emsurvey
