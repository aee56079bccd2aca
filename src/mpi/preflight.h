// Compares what the launcher promised with what is there, before anything is started.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "mpi/communicator.h"

namespace emsurvey {

/// Looks an environment variable up; empty when it is not set.
using Environment = std::function<std::string(const char*)>;
std::string process_environment(const char* name);

/// To be asked before MPI is initialised, which otherwise ends each process with a page of its own. Throws
/// InputError when srun started several processes without a way for them to find each other. `has_pmi2`:
/// whether this MPI knows the way of `srun --mpi=pmi2`.
void check_launcher(const Environment& environment, const std::function<bool()>& has_pmi2);

/// Throws InputError when the launcher started more processes than MPI knows of: then each would run the
/// whole survey alone. Gives a warning when an allocation holds more tasks than were started.
std::optional<std::string> check_world_size(int world_size, const Environment& environment);

/// What a rank may use of its node.
struct ThreadPlan {
  int cores = 1;                       ///< that this rank may use, its part of those that ranks share
  int threads = 1;                     ///< to use in this rank
  std::optional<std::string> warning;  ///< threads that do not fit its cores
};

/// Collective over the ranks of a node. `requested` 0: as many as cores. Cores are those that the process may
/// run on, at most --cpus-per-task of Slurm or, without it, a part of what Slurm gave the job on the node;
/// hardware threads where Slurm counts these.
ThreadPlan plan_threads(const Communicator& node, int requested, const Environment& environment);

/// A warning where a rank has too few cores for `trainings` at a time on a GPU: each keeps one busy with
/// starting its kernels, and one more scores and saves.
std::optional<std::string> check_cores_for_gpu(int cores, int trainings);

/// A warning where Slurm gave this job GPUs of the node that a program without one does not use.
std::optional<std::string> check_gpus(const Environment& environment);

}  // namespace emsurvey
