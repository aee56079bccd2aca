// Wrapper of the commands that run under mpirun or srun.
#pragma once

#include <functional>

#include "base/error.h"
#include "mpi/communicator.h"

namespace emsurvey {

/// Calls `command` on every rank of an MPI session and returns its exit status. All ranks throw an InputError
/// together, and rank 0 prints it. Any other exception aborts all ranks with a message that names the rank
/// which threw it.
int on_all_ranks(const std::function<ExitStatus(const Communicator& world)>& command);

}  // namespace emsurvey
