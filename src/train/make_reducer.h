// Chooses the backend that sums over the ranks of a group.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/environment.h"
#include "mpi/communicator.h"
#include "train/gradient_reducer.h"

namespace emsurvey {

/// Returns whether NCCL can sum over the ranks of a group: each rank must have a GPU of its own. `gpus` holds
/// the device_identity() of each rank, which is empty for a rank without a GPU. NCCL refuses ranks that share
/// a GPU unless its variables NCCL_HOSTID or NCCL_MULTI_RANK_GPU_ENABLE allow it; if one of them is set in
/// `environment`, sharing is accepted.
bool may_use_nccl(const std::vector<std::string>& gpus, const Environment& environment);

/// Returns an NCCL reducer for a group, or null if may_use_nccl() is false. Implemented in train/nccl; builds
/// without NCCL use train/no_nccl, which always returns null. Called by make_reducer().
std::unique_ptr<GradientReducer> make_nccl_reducer(const Communicator& ranks, const at::Device& device,
                                                   double limit_s);

/// Returns the reducer of a group: a serial one for a single rank, an NCCL reducer if may_use_nccl() is true
/// and NCCL is part of this build, else an MPI reducer through host memory. Collective; keeps a reference to
/// `ranks`. `device` is the device of this rank. `limit_s` is the longest time of one sum over NCCL in
/// seconds (0: no limit). Throws std::runtime_error if NCCL cannot connect the ranks.
std::unique_ptr<GradientReducer> make_reducer(const Communicator& ranks, const at::Device& device,
                                              double limit_s);

}  // namespace emsurvey
