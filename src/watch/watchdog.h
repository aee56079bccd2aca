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

/// Every worker of a rank reports its status. The rank regularly writes it to a counter on rank 0 and reads
/// the statuses of others: rank 0 those of all ranks, other ranks those of rank 0. A thread of every rank,
/// which never calls MPI, checks on its own monotonic clock how long each status has not changed. In this way
/// it detects
/// - that its own rank hangs, or waits in MPI for a rank that does: its own status does not change;
/// - that another rank is stopped or hangs: the status of that rank does not change.
/// Ranks that wait for the end of the survey are never in MPI for long, and their status changes. A thread
/// that was itself suspended (perhaps with the whole job) starts counting anew when it resumes.
///
/// The watchdog also checks the processes of its host: rank 0 detects the death of any of them, other ranks
/// that of rank 0. The message names the run of the dead rank; mpirun names only the rank.
///
/// After a detection the thread prints the message and requests a stop of this process. Workers pass the
/// request on to the other ranks at their next step (see StopRequest) and save. After a grace of two seconds
/// the process ends with status 4 (ExitStatus::interrupted), and mpirun or srun then ends the job. Ranks that
/// wait in MPI for the dead or stuck one cannot save.
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
  void report(int worker, const WorkerStatus& status);

 private:
  using Clock = std::chrono::steady_clock;
  struct Stand {
    std::int64_t status = 0;
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
  /// Returns the place of the rank's first worker that has a run, preferably one that does not wait for
  /// scores; the first worker if none has a run.
  std::size_t busy_place_of(int rank) const;
  /// Returns the description of a worker in messages: its rank, and what it does.
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
