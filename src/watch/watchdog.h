// Notices ranks that died or make no progress, and ends the job for a restart.
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
/// Processes of this host are also looked at: rank 0 sees any of them die, another rank sees rank 0 die, and
/// says which run that was at; mpirun only names the rank.
class Watchdog {
 public:
  using RunName = std::function<std::string(int run)>;

  /// Collective, as is the end of its life. `processes`: of all ranks. `workers`: of this rank, at least 1,
  /// those that score included; all but the first are idle to begin with. `timeout_s`: how long one may stand
  /// still, and a little more where others look at it; 0: for ever.
  Watchdog(const Communicator& world, std::vector<Process> processes, int workers, double timeout_s,
           RunName run_name);
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// By `worker` of this rank (from 0), at least whenever something was done.
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
  /// The first of the rank's workers that has a run, those that wait for its scores last; if none has, its
  /// first.
  std::size_t busy_place_of(int rank) const;
  /// The rank and what its worker does there.
  std::string name_of(std::size_t place) const;

  const int rank_;
  const int workers_;  ///< the most that a rank has
  const std::vector<Process> processes_;
  const double timeout_s_;
  const std::chrono::duration<double> tell_interval_;  ///< also to look others up
  const RunName run_name_;
  Counters counters_;                             ///< a position for each worker of each rank
  std::vector<std::atomic<std::int64_t>> known_;  ///< positions as this rank knows them
  std::mutex mutex_;                              ///< of what follows
  std::vector<Clock::time_point> last_told_;      ///< by worker of this rank
  Clock::time_point last_looked_up_;
  std::jthread watcher_;  ///< ends before the rest
};

}  // namespace emsurvey
