// Division of the ranks into groups; the ranks of a group train one run together.
#pragma once

#include <cstdint>
#include <vector>

#include "mpi/communicator.h"

namespace emsurvey {

/// Returns the group number of each rank, or -1 for ranks that belong to no group. Each group has
/// `ranks_per_training` ranks of one node; the remaining ranks of all nodes form groups that span nodes.
/// `node_of_rank` holds any number that identifies the node of each rank.
std::vector<int> assign_groups(const std::vector<std::int64_t>& node_of_rank, int ranks_per_training);

/// The group of this rank.
struct RankGroup {
  Communicator ranks;  ///< Ranks of the group, or all ranks without a group if `index` is -1.
  int index = 0;       ///< -1: this rank has no group and nothing to train.
  int group_count = 1;
  int straddling = 0;  ///< Number of groups that span several nodes.
  int idle_ranks = 0;  ///< Number of ranks without a group.
};

/// Collective over `world`. Throws InputError if `world` has fewer than `ranks_per_training` ranks.
RankGroup make_rank_group(const Communicator& world, int ranks_per_training);

}  // namespace emsurvey
