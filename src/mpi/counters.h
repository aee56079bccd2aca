// Counters on rank 0 that every rank can add to at any time, without rank 0 taking part.
#pragma once

#include <mpi.h>

#include <cstdint>

#include "mpi/communicator.h"

namespace emsurvey {

/// A window of `count` integers on rank 0, all 0 at first. Construction and destruction are collective; all
/// else may be called by several threads, which take turns in MPI.
class Counters {
 public:
  Counters(const Communicator& world, int count);
  ~Counters();
  Counters(const Counters&) = delete;
  Counters& operator=(const Counters&) = delete;

  /// Adds atomically and returns the value before.
  std::int64_t fetch_add(int index, std::int64_t amount);
  /// Replaces the value atomically.
  void put(int index, std::int64_t value);
  std::int64_t get(int index) { return fetch_add(index, 0); }

  /// Between nodes MPI may serve the others' additions only while rank 0 is inside MPI: it calls this
  /// regularly.
  void progress_mpi() const;

 private:
  const Communicator& world_;
  std::int64_t* values_ = nullptr;
  MPI_Win window_ = MPI_WIN_NULL;
};

}  // namespace emsurvey
