// Counters on rank 0 that every rank can change at any time without the participation of rank 0.
#pragma once

#include <mpi.h>

#include <cstdint>

#include "mpi/communicator.h"

namespace emsurvey {

/// An MPI window of `count` integers on rank 0, initially 0. Construction and destruction are collective.
/// Several threads may call the other member functions, which serialise their MPI calls.
class Counters {
 public:
  Counters(const Communicator& world, int count);
  ~Counters();
  Counters(const Counters&) = delete;
  Counters& operator=(const Counters&) = delete;

  /// Atomically adds `amount` and returns the previous value.
  std::int64_t fetch_add(int index, std::int64_t amount);
  /// Atomically replaces the value.
  void put(int index, std::int64_t value);
  std::int64_t get(int index) { return fetch_add(index, 0); }

  /// Lets MPI make progress. Rank 0 must call it regularly: between nodes, MPI may process the operations of
  /// other ranks only while rank 0 is inside an MPI call.
  void progress_mpi() const;

 private:
  const Communicator& world_;
  std::int64_t* values_ = nullptr;
  MPI_Win window_ = MPI_WIN_NULL;
};

}  // namespace emsurvey
