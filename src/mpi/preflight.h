// Compares the ranks, cores and GPUs that the launcher promised with the actual ones, before any run starts.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/environment.h"
#include "mpi/communicator.h"

namespace emsurvey {

/// Checks the launcher. Call it before MPI is initialised, since MPI would otherwise end each process with a
/// page of error messages. Throws InputError if srun started several processes that cannot connect to each
/// other. `has_pmi2` returns whether this MPI supports `srun --mpi=pmi2`.
void check_launcher(const Environment& environment, const std::function<bool()>& has_pmi2);

/// Throws InputError if the launcher started more processes than `world_size`: each of them would then run
/// the whole survey alone. Returns a warning if the Slurm allocation has more tasks than ranks were started.
std::optional<std::string> check_world_size(int world_size, const Environment& environment);

/// Cores and threads that a rank may use on its node.
struct ThreadPlan {
  int cores = 1;                       ///< Number of cores of this rank: its part of those that ranks share.
  int threads = 1;                     ///< Number of threads for this rank to use.
  std::optional<std::string> warning;  ///< Set if the ranks or threads do not fit the cores.
};

/// Collective over the ranks of a node. If `requested` is 0, a rank uses as many threads as it has cores.
/// Cores are those in the CPU affinity mask of the process, limited by Slurm's --cpus-per-task or, without
/// it, by the CPUs that Slurm allocated to the job on the node; they are hardware threads if Slurm counts
/// these.
ThreadPlan plan_threads(const Communicator& node, int requested, const Environment& environment);

/// Returns a warning if a rank has too few cores to train `trainings` runs at a time on its GPU. Each run
/// keeps one core busy launching kernels, and one more core computes scores and saves files.
std::optional<std::string> check_cores_for_gpu(int cores, int trainings);

/// Returns a warning if Slurm allocated GPUs to this job that the program does not use because it trains on
/// the CPU.
std::optional<std::string> check_gpus(const Environment& environment);

}  // namespace emsurvey
