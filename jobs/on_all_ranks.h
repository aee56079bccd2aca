// The frame of the commands that run under mpirun or srun.
#pragma once

#include <functional>

#include "base/error.h"
#include "mpi/communicator.h"

namespace emsurvey {

/// Calls `command` on every rank of an MPI session and returns its exit status. An InputError, which all
/// ranks throw together, is printed by rank 0; any other exception ends all ranks, naming the one that threw.
int on_all_ranks(const std::function<ExitStatus(const Communicator& world)>& command);

}  // namespace emsurvey
