#include "mpi/counters.h"

#include <algorithm>
#include <exception>
#include <mutex>

#include "mpi/session.h"

namespace emsurvey {
namespace {

/// Mutex for the MPI calls of all Counters in this process: MPI is initialised for one calling thread at a
/// time.
std::mutex& turn_in_mpi() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

Counters::Counters(const Communicator& world, int count) : world_(world) {
  // Memory that MPI allocates itself can be accessed by other ranks of the node while its owner computes.
  // With MPI_Win_create, an addition on a busy rank 0 was seen to wait for seconds.
  const int own = world.is_root() ? count : 0;
  mpi_check(MPI_Win_allocate(own * static_cast<MPI_Aint>(sizeof(std::int64_t)), sizeof(std::int64_t),
                             MPI_INFO_NULL, world.handle(), &values_, &window_),
            "MPI_Win_allocate");
  std::fill_n(values_, own, 0);
  mpi_check(MPI_Win_lock_all(0, window_), "MPI_Win_lock_all");
  mpi_check(MPI_Win_sync(window_), "MPI_Win_sync");
  world.barrier();
}

Counters::~Counters() {
  // MPI_Win_free is collective; the peers of a rank that is about to abort may never call it.
  if (std::uncaught_exceptions() > 0) return;
  MPI_Win_unlock_all(window_);
  MPI_Win_free(&window_);
}

std::int64_t Counters::fetch_add(int index, std::int64_t amount) {
  const std::lock_guard turn(turn_in_mpi());
  std::int64_t before = 0;
  mpi_check(MPI_Fetch_and_op(&amount, &before, MPI_INT64_T, 0, index, MPI_SUM, window_), "MPI_Fetch_and_op");
  mpi_check(MPI_Win_flush(0, window_), "MPI_Win_flush");
  return before;
}

void Counters::put(int index, std::int64_t value) {
  const std::lock_guard turn(turn_in_mpi());
  std::int64_t before = 0;
  mpi_check(MPI_Fetch_and_op(&value, &before, MPI_INT64_T, 0, index, MPI_REPLACE, window_),
            "MPI_Fetch_and_op");
  mpi_check(MPI_Win_flush(0, window_), "MPI_Win_flush");
}

void Counters::progress_mpi() const {
  const std::lock_guard turn(turn_in_mpi());
  int is_there = 0;
  MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, world_.handle(), &is_there, MPI_STATUS_IGNORE);
}

}  // namespace emsurvey
