// How far the survey is, over all ranks.
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

/// Shared by all ranks through counters on rank 0, which also hand out the runs, and by the threads of a
/// rank. Rank 0 prints: a line that renews itself on a terminal, else a line every half minute.
class Progress {
 public:
  /// Collective. `work`: of all the experiments that are to be done, in units of relative_work.
  Progress(const Communicator& world, std::int64_t run_count, std::int64_t work);

  /// The next place in the list of experiments that nobody has taken, each only once.
  std::int64_t claim() { return counters_.fetch_add(next_run, 1); }

  /// `work` units and `images` trained; told to rank 0 once a second.
  void add(std::int64_t work, std::int64_t images);
  /// Whether this rank or any other was asked to stop. Others' wishes are looked up once a second.
  bool is_stopping();
  /// Asks for a stop as a signal does, from any thread and without calling MPI: others hear of it when this
  /// rank asks next.
  void stop() { is_asked_ = true; }
  void add_done() { end(done); }
  void add_failed() { end(failed); }

  /// On rank 0 prints when it is time; elsewhere does nothing. `own`: what this rank does.
  void show(const std::string& own);
  /// Ends the renewed line.
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
  std::mutex mutex_;               ///< of what follows
  std::int64_t pending_work_ = 0;  ///< of this rank, not told to rank 0 yet
  std::int64_t pending_images_ = 0;
  bool is_stopping_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_shown_ = start_;
  std::chrono::steady_clock::time_point last_told_ = start_;
  std::chrono::steady_clock::time_point last_asked_ = start_;
};

/// A whole number that is proportional to the cost of one step of the experiment.
std::int64_t step_work(const Experiment& experiment);

/// "1 h 05 min", "12 min", "40 s".
std::string duration_text(double seconds);

}  // namespace emsurvey
