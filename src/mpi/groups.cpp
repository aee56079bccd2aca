#include "mpi/groups.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"

namespace emsurvey {

std::vector<int> assign_groups(const std::vector<std::int64_t>& node_of_rank, int ranks_per_training) {
  const auto width = static_cast<std::size_t>(ranks_per_training);
  std::vector<int> group_of_rank(node_of_rank.size(), -1);
  std::map<std::int64_t, std::vector<std::size_t>> nodes;
  for (std::size_t rank = 0; rank < node_of_rank.size(); ++rank) nodes[node_of_rank[rank]].push_back(rank);

  int group = 0;
  std::vector<std::size_t> left_over;
  const auto form_groups = [&](const std::vector<std::size_t>& ranks) {
    const std::size_t used = ranks.size() / width * width;
    for (std::size_t i = 0; i < used; ++i) group_of_rank[ranks[i]] = group + static_cast<int>(i / width);
    group += static_cast<int>(used / width);
    return used;
  };
  for (const auto& [node, ranks] : nodes) {
    left_over.insert(left_over.end(), ranks.begin() + static_cast<std::ptrdiff_t>(form_groups(ranks)),
                     ranks.end());
  }
  form_groups(left_over);
  return group_of_rank;
}

RankGroup make_rank_group(const Communicator& world, int ranks_per_training) {
  require(ranks_per_training <= world.size(), "ranks-per-training",
          std::to_string(ranks_per_training) + " is more than the " + std::to_string(world.size()) +
              " ranks that were started",
          "start more ranks (mpirun -n, srun -n) or use fewer per group");
  // The lowest world rank of a node identifies the node.
  const Communicator node = world.split_by_node();
  const std::int64_t node_number = node.broadcast(std::int64_t{world.rank()});
  const auto node_of_rank = world.all_gather(node_number);
  const auto groups = assign_groups(node_of_rank, ranks_per_training);

  const int own = groups[static_cast<std::size_t>(world.rank())];
  const int count = 1 + *std::max_element(groups.begin(), groups.end());
  std::map<int, std::set<std::int64_t>> nodes_of_group;
  for (std::size_t rank = 0; rank < groups.size(); ++rank)
    nodes_of_group[groups[rank]].insert(node_of_rank[rank]);
  int straddling = 0;
  for (const auto& [group, nodes] : nodes_of_group) straddling += group >= 0 && nodes.size() > 1;
  return {world.split(own < 0 ? count : own), own, count, straddling,
          static_cast<int>(std::count(groups.begin(), groups.end(), -1))};
}

}  // namespace emsurvey
