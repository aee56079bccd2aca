#include "mpi/preflight.h"

#include <sched.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "base/error.h"
#include "mpi/session.h"

namespace emsurvey {
namespace {

int count_of(const std::string& text) {
  return text.empty() ? 0 : std::atoi(text.c_str());
}

}  // namespace

void check_launcher(const Environment& environment, const std::function<bool()>& has_pmi2) {
  const int tasks = count_of(environment("SLURM_STEP_NUM_TASKS"));
  const auto is_set = [&](const char* name) { return !environment(name).empty(); };
  // mpirun starts its daemons as a Slurm step, so its ranks inherit these Slurm variables.
  if (tasks <= 1 || is_set("OMPI_COMM_WORLD_SIZE") || is_set("PMIX_RANK")) return;
  const bool has_pmi = is_set("PMI_RANK");
  require(has_pmi && has_pmi2(), "srun",
          "started " + std::to_string(tasks) + " processes " +
              (has_pmi ? "by --mpi=pmi2, which this MPI was not built for" : "without MPI between them"),
          "write srun --mpi=pmix (`srun --mpi=list` shows what there is), or use mpirun");
}

std::optional<std::string> check_world_size(int world_size, const Environment& environment) {
  // mpirun inside a Slurm allocation starts its daemons as a Slurm step, so the count of Slurm is valid only
  // if mpirun did not start this process.
  std::string launcher = "mpirun";
  int promised = std::max(count_of(environment("OMPI_COMM_WORLD_SIZE")), count_of(environment("PMI_SIZE")));
  if (promised == 0 && !environment("SLURM_PROCID").empty()) {
    launcher = "srun";
    promised = count_of(environment("SLURM_STEP_NUM_TASKS"));
  }
  require(promised <= world_size, launcher,
          "started " + std::to_string(promised) + " processes, but MPI sees a world of " +
              std::to_string(world_size),
          "use the launcher of the MPI that emsurvey was built with (srun may need --mpi=pmix)");
  const int allocated = count_of(environment("SLURM_NTASKS"));
  if (allocated <= world_size) return {};
  return "the Slurm allocation has " + std::to_string(allocated) + " tasks, but only " +
         std::to_string(world_size) + (world_size == 1 ? " rank was started" : " ranks were started");
}

ThreadPlan plan_threads(const Communicator& node, int requested, const Environment& environment) {
  cpu_set_t own;
  CPU_ZERO(&own);
  if (sched_getaffinity(0, sizeof own, &own) != 0) CPU_SET(0, &own);
  std::vector<cpu_set_t> all(static_cast<std::size_t>(node.size()));
  mpi_check(MPI_Allgather(&own, sizeof own, MPI_BYTE, all.data(), sizeof own, MPI_BYTE, node.handle()),
            "MPI_Allgather");
  const auto sharing = std::count_if(all.begin(), all.end(), [&](const cpu_set_t& other) {
    cpu_set_t both;
    CPU_AND(&both, &own, &other);
    return CPU_COUNT(&both) > 0;
  });
  const int per_task = count_of(environment("SLURM_CPUS_PER_TASK"));
  const int on_node = per_task > 0 ? 0 : count_of(environment("SLURM_CPUS_ON_NODE"));
  // Without control groups, a process may run on cores that were allocated to other Slurm jobs.
  const int cores = on_node > 0 ? std::min(on_node, CPU_COUNT(&own)) : CPU_COUNT(&own);
  const int part = std::max(1, cores / static_cast<int>(sharing));
  const int fair = per_task > 0 ? std::min(part, per_task) : part;
  if (requested == 0) {
    if (sharing <= cores) return {fair, fair, {}};
    return {fair, 1,
            std::to_string(sharing) + " ranks share " + std::to_string(cores) +
                " core(s): start fewer ranks or bind them apart (mpirun --bind-to core)"};
  }
  if (requested <= fair) return {fair, requested, {}};
  return {fair, requested,
          std::to_string(requested) + " threads per rank on " + std::to_string(cores) +
              " core(s) shared by " + std::to_string(sharing) +
              " rank(s): threads will wait for each other (mpirun --map-by ppr:N:node:pe=" +
              std::to_string(requested) + " binds a rank to that many cores)"};
}

std::optional<std::string> check_cores_for_gpu(int cores, int trainings) {
  const int needed = trainings + 1;
  if (cores >= needed) return {};
  const std::string count = std::to_string(needed);
  return "a rank has " + std::to_string(cores) + " core(s) for " + std::to_string(trainings) +
         " training(s) at a time on its GPU, and the GPU will wait: give it " + count +
         " (mpirun --map-by ppr:N:node:pe=" + count + ", sbatch --cpus-per-task " + count + ")";
}

std::optional<std::string> check_gpus(const Environment& environment) {
  const std::string given = environment("SLURM_GPUS_ON_NODE");
  if (count_of(given) == 0) return {};
  return "Slurm gave this job " + given +
         " GPU(s) of the node, but it trains on the CPU: use a build against LibTorch for CUDA "
         "(bash jobs/check_cuda_build.sh), check the version of its driver (nvidia-smi), or request no GPU";
}

}  // namespace emsurvey
