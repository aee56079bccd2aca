// The progress of a survey over all ranks.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "mpi/counters.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Shared by all ranks, through counters on rank 0 which also hand out the runs, and by the threads of a
/// rank. Rank 0 prints one line that is updated in place on a terminal, or else a line every half minute.
class Progress {
 public:
  /// Collective. `work` is the total work of the runs to be done: step_work() times the steps of each.
  Progress(const Communicator& world, std::int64_t run_count, std::int64_t work);

  /// Claims the next run. Returns its position in the queue; each position is returned once.
  std::int64_t claim() { return counters_.fetch_add(next_run, 1); }

  /// Adds `work` units and `images` that were trained; reported to rank 0 once a second.
  void add(std::int64_t work, std::int64_t images);
  /// Whether a stop was requested on any rank. Requests of other ranks are looked up once a second.
  bool is_stopping();
  /// Requests a stop as a signal does, from any thread and without calling MPI. Other ranks can see it once
  /// is_stopping() is called on this rank.
  void stop() { is_asked_ = true; }
  void add_done() { end(done); }
  void add_failed() { end(failed); }

  /// Prints the progress on rank 0 if it is due; does nothing on other ranks. `own` describes what this rank
  /// does.
  void show(const std::string& own);
  /// Prints the final progress and ends the line.
  void finish();

 private:
  enum Counter { next_run, done, failed, work_done, images_done, stops, counter_count };
  void print(const std::string& own);
  void tell();
  void end(Counter how);

  const Communicator& world_;
  Counters counters_;
  std::int64_t run_count_;
  std::int64_t work_;
  bool is_terminal_;
  std::atomic<bool> is_asked_ = false;
  std::mutex mutex_;               ///< Guards the members below.
  std::int64_t pending_work_ = 0;  ///< Not yet reported to rank 0.
  std::int64_t pending_images_ = 0;
  bool is_stopping_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_shown_ = start_;
  std::chrono::steady_clock::time_point last_told_ = start_;
  std::chrono::steady_clock::time_point last_asked_ = start_;
};

/// A positive integer that is proportional to the cost of one step of the experiment.
std::int64_t step_work(const Experiment& experiment);

/// Formats a duration, as "1 h 05 min", "12 min" or "40 s".
std::string duration_text(double seconds);

}  // namespace emsurvey
