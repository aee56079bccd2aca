// Set-up of each rank in the commands that train.
#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "mpi/groups.h"
#include "mpi/preflight.h"
#include "survey/experiment.h"
#include "train/gradient_reducer.h"

namespace emsurvey {

/// Sets LibTorch's threads to max(1, threads / trainings), where `threads` is `requested` or, if that is 0, the
/// number of cores that the launcher gave this rank. Collective.
ThreadPlan use_threads(const Communicator& world, int requested, int trainings);

/// Returns the device of this rank (see choose_device). Collective; throws InputError if there
/// is none.
at::Device use_device(const Communicator& world, DeviceChoice choice);

/// Returns the largest number of ranks that share a GPU; 0 unless all ranks have one. Collective.
int ranks_on_gpu(const Communicator& world, const at::Device& device);

/// Configures `device` for the precision of the experiments, which is the same in a whole survey. Warns if
/// that precision is slow on the device of some rank.
void use_arithmetic(const Communicator& world, const std::vector<Experiment>& experiments,
                    bool is_deterministic, const at::Device& device);

/// Returns the reducer that sums the gradients of `group`, to which it keeps a reference; ranks outside all
/// groups have nothing to sum. A sum over NCCL may take `limit_s` seconds (0: no limit). Collective.
std::unique_ptr<GradientReducer> use_reducer(const RankGroup& group, const at::Device& device,
                                             double limit_s);

}  // namespace emsurvey
