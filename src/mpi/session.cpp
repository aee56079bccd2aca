#include "mpi/session.h"

#include <mpi.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "base/process.h"
#include "base/visible_text.h"

namespace emsurvey {

MpiSession::MpiSession() {
  // Open MPI 4 takes its one-sided communication by RDMA between hosts that have TCP alone, too, where making
  // a window then fails; without it UCX, shared memory or messages serve. A choice of the user's own stays.
  ::setenv("OMPI_MCA_osc", "^rdma", 0);
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
