#include "mpi/session.h"

#include <mpi.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "base/process.h"
#include "base/visible_text.h"

namespace emsurvey {
namespace {

/// "Open MPI v4.1.4, package: ..."; of the library that is loaded, which need not be the one built against.
std::string library_version() {
  char text[MPI_MAX_LIBRARY_VERSION_STRING] = "";
  int length = 0;
  MPI_Get_library_version(text, &length);
  return text;
}

/// Settings that MPI reads from the environment when it is initialised.
void prepare_environment() {
  if (!library_version().starts_with("Open MPI v4.")) return;
  // Open MPI 4 takes its one-sided communication by RDMA between hosts that have TCP alone, too, where making
  // a window then fails; without it UCX, shared memory or messages serve. A choice of the user's own stays.
  // Version 5 has no other component for TCP.
  ::setenv("OMPI_MCA_osc", "^rdma", 0);
  // A process that srun started alone, as in an interactive shell, would ask Slurm for peers and fail.
  const char* tasks = std::getenv("SLURM_STEP_NUM_TASKS");
  const bool is_alone = tasks != nullptr && std::string(tasks) == "1";
  if (is_alone && std::getenv("PMIX_RANK") == nullptr && !has_pmi2()) ::unsetenv("SLURM_STEP_ID");
}

}  // namespace

bool has_pmi2() {
  if (!library_version().starts_with("Open MPI")) return true;
  int provided = 0, index = 0;
  if (MPI_T_init_thread(MPI_THREAD_SINGLE, &provided) != MPI_SUCCESS) return true;
  // Each component of Open MPI registers its version; those of Slurm's PMI-1 and PMI-2 are called s1 and s2.
  const bool is_found = MPI_T_cvar_get_index("pmix_s2_major_version", &index) == MPI_SUCCESS ||
                        MPI_T_cvar_get_index("pmix_s1_major_version", &index) == MPI_SUCCESS;
  MPI_T_finalize();
  return is_found;
}

MpiSession::MpiSession() {
  prepare_environment();
  int provided = 0;
  // Trainings side by side in one rank call MPI in turn.
  mpi_check(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided), "MPI_Init_thread");
  if (provided < MPI_THREAD_SERIALIZED)
    throw std::runtime_error("this MPI does not let threads call it in turn (MPI_THREAD_SERIALIZED)");
}

MpiSession::~MpiSession() {
  MPI_Finalize();
}

void MpiSession::abort(int status, const std::string& message) const {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  std::fprintf(stderr, "emsurvey: rank %d on %s: %s\n", rank, host_name().c_str(),
               visible_lines(message).c_str());
  std::fflush(stderr);
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
