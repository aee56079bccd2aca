// The life of MPI in this process.
#pragma once

#include <string>

namespace emsurvey {

/// Initialises MPI and finalises it. The first object of a command that uses MPI; alone (without mpirun or
/// srun) the process is rank 0 of 1.
class MpiSession {
 public:
  MpiSession();
  ~MpiSession();
  MpiSession(const MpiSession&) = delete;
  MpiSession& operator=(const MpiSession&) = delete;

  /// Ends all ranks with `status` when one of them cannot go on: its peers may be waiting for it.
  [[noreturn]] void abort(int status, const std::string& message) const;
};

/// Whether the processes of `srun --mpi=pmi2` can find each other by this MPI. Open MPI until version 4 can
/// where it was built for it. May be asked before MPI is initialised.
bool has_pmi2();

/// Throws std::runtime_error with MPI's own text unless `code` is MPI_SUCCESS. `action`: the MPI call, for
/// the message.
void mpi_check(int code, const char* action);

}  // namespace emsurvey
