// What the commands that train do first on every rank.
#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "mpi/groups.h"
#include "mpi/preflight.h"
#include "survey/experiment.h"
#include "train/reducer.h"

namespace emsurvey {

/// Prints on rank 0 alone.
void announce(const Communicator& world, const char* format, ...) __attribute__((format(printf, 2, 3)));

/// One line of warning by rank 0 alone.
void warn(const Communicator& world, const std::string& message);

/// Sets LibTorch's threads to those that each of `jobs` side by side has of `requested`, or with 0 of the
/// cores that the launcher gave: at least 1. Collective.
ThreadPlan use_threads(const Communicator& world, int requested, int jobs);

/// The device of this rank for the value of the key `device`. Collective; throws InputError when there is
/// none.
at::Device use_device(const Communicator& world, const std::string& key);

/// The most ranks that share a GPU; 0 where one of them has none. Collective.
int ranks_on_gpu(const Communicator& world, const at::Device& device);

/// Has `device` compute as the experiments of a survey, which have one precision, ask for; warns where that
/// is slow.
void use_arithmetic(const Communicator& world, const std::vector<Experiment>& experiments,
                    bool is_deterministic, const at::Device& device);

/// What adds up the gradients of `group`, which it borrows; left-over ranks have none to add. A sum over NCCL
/// may take `limit_s` seconds (0: for ever). Collective.
std::unique_ptr<Reducer> use_reducer(const JobGroup& group, const at::Device& device, double limit_s);

}  // namespace emsurvey
