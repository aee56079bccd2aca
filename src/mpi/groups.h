// Which ranks train an experiment together.
#pragma once

#include <cstdint>
#include <vector>

#include "mpi/communicator.h"

namespace emsurvey {

/// A group number for each rank, -1 for ranks left over. Groups have `ranks_per_job` ranks of one node; what
/// the nodes leave over forms groups across nodes. `node_of_rank`: any number that tells nodes apart.
std::vector<int> assign_groups(const std::vector<std::int64_t>& node_of_rank, int ranks_per_job);

/// This rank's place among the groups.
struct JobGroup {
  Communicator ranks;  ///< of the group; of all ranks left over where `index` is -1
  int index = 0;       ///< -1: left over, has nothing to train
  int group_count = 1;
  int straddling = 0;  ///< groups that reach over nodes
  int idle_ranks = 0;  ///< ranks left over
};

/// Collective. Throws InputError when there are fewer ranks than `ranks_per_job`.
JobGroup make_job_group(const Communicator& world, int ranks_per_job);

}  // namespace emsurvey
