// Detects ranks that died or make no progress, and ends the job for a restart.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/process.h"
#include "mpi/communicator.h"
#include "mpi/counters.h"
#include "watch/worker_status.h"

namespace emsurvey {

/// Every worker of a rank says where it stands, tells it to rank 0 now and then through a counter there
/// and looks up where others stand: rank 0 all of them, the others rank 0. A thread of every rank, which
/// never calls MPI, compares what is known with the time on its own monotonic clock. Whoever of the ranks
/// hangs or is stopped, one that is not notices:
/// - a rank other than 0: rank 0 sees a position of it stand still. Should rank 0 wait for it in MPI, then a
///   position of rank 0's own stands still, which its thread sees.
/// - rank 0: every other rank sees a position of rank 0 stand still, or waits for it in MPI and sees its own.
/// Ranks that wait for the end of the survey are not in MPI for long, and their position changes. A thread
/// that was itself suspended (with the whole job, perhaps) counts anew from when it woke up.
///
/// The watchdog also checks the processes of its host: rank 0 detects the death of any of them, other ranks
/// that of rank 0. The message names the run of the dead rank; mpirun names only the rank.
class Watchdog {
 public:
  using RunName = std::function<std::string(int run)>;

  /// Construction and destruction are collective. `processes` are those of all ranks. `workers` is the number
  /// of workers of this rank, at least 1, including those that score; all but the first are idle at first.
  /// `timeout_s` is how long a status may stay unchanged, a little longer for a status of another rank (0: no
  /// limit).
  Watchdog(const Communicator& world, std::vector<Process> processes, int workers, double timeout_s,
           RunName run_name);
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// Reports the status of `worker` of this rank (from 0). Each worker must call it at least whenever it has
  /// done some work.
  void report(int worker, const WorkerStatus& position);

 private:
  using Clock = std::chrono::steady_clock;
  struct Stand {
    std::int64_t position = 0;
    Clock::time_point since;
  };

  std::size_t place_of(int rank, int worker) const {
    return static_cast<std::size_t>(rank) * static_cast<std::size_t>(workers_) +
           static_cast<std::size_t>(worker);
  }
  int rank_of(std::size_t place) const { return static_cast<int>(place) / workers_; }
  void watch(const std::stop_token& stop);
  void note_changes(std::vector<Stand>& stands, Clock::time_point now) const;
  std::optional<std::string> dead_rank() const;
  std::optional<std::string> stuck_rank(const std::vector<Stand>& stands, Clock::time_point now) const;
  bool is_watched(int rank) const { return rank_ == 0 || rank == 0; }
  bool is_stopped(int rank) const;
  /// The place of the rank's first worker that has a run, preferably one that does not wait for scores; the
  /// first worker if none has a run.
  std::size_t busy_place_of(int rank) const;
  /// Text that names the rank and what its worker does.
  std::string name_of(std::size_t place) const;

  const int rank_;
  const int workers_;  ///< The largest number of workers of a rank.
  const std::vector<Process> processes_;
  const double timeout_s_;
  const std::chrono::duration<double> tell_interval_;  ///< Interval of reports and look-ups.
  const RunName run_name_;
  Counters counters_;                             ///< One status for each worker of each rank.
  std::vector<std::atomic<std::int64_t>> known_;  ///< Statuses as far as this rank knows them.
  std::mutex mutex_;                              ///< Guards the members below.
  std::vector<Clock::time_point> last_told_;      ///< Indexed by worker of this rank.
  Clock::time_point last_looked_up_;
  std::jthread watcher_;  ///< Declared last, so that the thread ends first.
};

}  // namespace emsurvey
