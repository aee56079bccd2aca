#include "mpi/session.h"

#include <mpi.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "base/log.h"
#include "base/process.h"

namespace emsurvey {
namespace {

/// Returns, for example, "Open MPI v4.1.4, package: ...". It is the version of the loaded library, which may
/// differ from the version of the MPI headers used at compile time.
std::string library_version() {
  char text[MPI_MAX_LIBRARY_VERSION_STRING] = "";
  int length = 0;
  MPI_Get_library_version(text, &length);
  return text;
}

/// Sets the environment variables that MPI reads when it is initialised.
void prepare_environment() {
  if (!library_version().starts_with("Open MPI v4.")) return;
  // Open MPI 4 selects its RDMA component for one-sided communication even between hosts that are connected
  // by TCP only, where creating a window then fails. Without this component, MPI uses UCX, shared memory or
  // messages. A value set by the user is kept. Open MPI 5 has no other component for TCP.
  ::setenv("OMPI_MCA_osc", "^rdma", 0);
  // Started without mpirun, Open MPI 4 would start a daemon that serves processes spawned later. None is.
  ::setenv("OMPI_MCA_ess_singleton_isolated", "1", 0);
  // A process that srun started alone, as in an interactive shell, would ask Slurm for its peers and fail.
  const char* tasks = std::getenv("SLURM_STEP_NUM_TASKS");
  const bool is_alone = tasks != nullptr && std::string(tasks) == "1";
  if (is_alone && std::getenv("PMIX_RANK") == nullptr && !has_pmi2()) ::unsetenv("SLURM_STEP_ID");
}

}  // namespace

bool has_pmi2() {
  if (!library_version().starts_with("Open MPI")) return true;
  int provided = 0, index = 0;
  if (MPI_T_init_thread(MPI_THREAD_SINGLE, &provided) != MPI_SUCCESS) return true;
  // Each Open MPI component registers a variable for its version; Slurm's PMI-1 and PMI-2 components are s1
  // and s2.
  const bool is_found = MPI_T_cvar_get_index("pmix_s2_major_version", &index) == MPI_SUCCESS ||
                        MPI_T_cvar_get_index("pmix_s1_major_version", &index) == MPI_SUCCESS;
  MPI_T_finalize();
  return is_found;
}

MpiSession::MpiSession() {
  prepare_environment();
  int provided = 0;
  // Threads of a rank that train different runs call MPI one at a time.
  mpi_check(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided), "MPI_Init_thread");
  if (provided < MPI_THREAD_SERIALIZED)
    throw std::runtime_error(
        "this MPI does not support calls from several threads in turn (MPI_THREAD_SERIALIZED)");
}

MpiSession::~MpiSession() {
  MPI_Finalize();
}

void MpiSession::abort(int status, const std::string& message) const {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  Log().error_lines(fmt::format("rank {} on {}: {}", rank, host_name(), message));
  MPI_Abort(MPI_COMM_WORLD, status);
  std::abort();
}

void mpi_check(int code, const char* action) {
  if (code == MPI_SUCCESS) return;
  char text[MPI_MAX_ERROR_STRING] = "";
  int length = 0;
  MPI_Error_string(code, text, &length);
  throw std::runtime_error(std::string(action) + " failed: " + text);
}

}  // namespace emsurvey
