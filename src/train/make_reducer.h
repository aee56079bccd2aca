// Chooses the backend that sums over the ranks of a group.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "mpi/preflight.h"
#include "train/gradient_reducer.h"

namespace emsurvey {

/// Whether NCCL can serve a group: each rank must have a GPU of its own. `gpus` holds the device_identity()
/// of each rank, which is empty for a rank without a GPU. NCCL refuses ranks that share a GPU unless its
/// variables NCCL_HOSTID or NCCL_MULTI_RANK_GPU_ENABLE allow it; if one of them is set in `environment`,
/// sharing is accepted.
bool may_use_nccl(const std::vector<std::string>& gpus, const Environment& environment);

/// The part of make_reducer() that train/nccl implements: returns an NCCL reducer, or null if NCCL cannot
/// serve the group. train/no_nccl implements it for builds without NCCL, always null.
std::unique_ptr<GradientReducer> make_nccl_reducer(const Communicator& ranks, const at::Device& device,
                                                   double limit_s);

/// Returns the reducer of a group: a serial one for a single rank, an NCCL reducer if NCCL can serve the
/// group and is part of this build, else an MPI reducer through host memory. Collective; keeps a reference to
/// `ranks`. `device` is the device of this rank. `limit_s` is the longest time of one sum over NCCL in
/// seconds (0: no limit). Throws std::runtime_error if NCCL cannot connect the ranks.
std::unique_ptr<GradientReducer> make_reducer(const Communicator& ranks, const at::Device& device,
                                              double limit_s);

}  // namespace emsurvey
