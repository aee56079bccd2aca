// Initialisation and finalisation of MPI.
#pragma once

#include <string>

namespace emsurvey {

/// Initialises MPI on construction and finalises it on destruction. It is the first object of a command that
/// uses MPI. Without mpirun or srun, the process is rank 0 of 1.
class MpiSession {
 public:
  MpiSession();
  ~MpiSession();
  MpiSession(const MpiSession&) = delete;
  MpiSession& operator=(const MpiSession&) = delete;

  /// Ends all ranks with `status`. Used if one rank cannot continue while its peers may be waiting for it.
  [[noreturn]] void abort(int status, const std::string& message) const;
};

/// Returns whether this MPI supports `srun --mpi=pmi2`. Open MPI up to version 4 does if it was built with
/// PMI support. May be called before MPI is initialised.
bool has_pmi2();

/// Throws std::runtime_error with MPI's error text unless `code` is MPI_SUCCESS. `action` names the MPI call.
void mpi_check(int code, const char* action);

}  // namespace emsurvey
