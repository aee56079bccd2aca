// Chooses what the ranks of a group add up with.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "mpi/preflight.h"
#include "train/reducer.h"

namespace emsurvey {

/// Whether NCCL serves a group: every rank has a GPU of its own. `gpus`: what tells the GPU of each rank from
/// others, empty without one. NCCL refuses ranks that share a GPU unless its own variables NCCL_HOSTID or
/// NCCL_MULTI_RANK_GPU_ENABLE allow it; whoever set them in `environment` wants that.
bool may_use_nccl(const std::vector<std::string>& gpus, const Environment& environment);

/// NCCL where it serves the group and this build has it, else MPI through the memory of the host. Collective;
/// borrows `ranks`. `device`: of this rank; `limit_s`: how long one sum may take over NCCL, 0 for ever.
/// Throws std::runtime_error when NCCL cannot connect the ranks.
std::unique_ptr<Reducer> make_reducer(const Communicator& ranks, const at::Device& device, double limit_s);

}  // namespace emsurvey
