// The progress of a survey over all ranks.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

#include "base/stopwatch.h"
#include "mpi/counters.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Counts what all ranks have done, through counters on rank 0, and prints it there: a line that renews
/// itself on a terminal, else a line every half minute. Several threads of a rank may use it.
class Progress {
 public:
  /// Collective. `work`: of all experiments that are to be run, in units of step_work().
  Progress(const Communicator& world, std::int64_t run_count, std::int64_t work);

  /// Adds `work` units and `images` trained; sent to rank 0 once a second.
  void add(std::int64_t work, std::int64_t images);
  void add_done() { end(done); }
  void add_failed() { end(failed); }

  /// Prints on rank 0 when it is time; does nothing on other ranks. `activity` returns what this rank does
  /// now; it is called only for a line that is printed.
  void show(const std::function<std::string()>& activity);
  /// Ends the line that renews itself.
  void finish();

 private:
  enum Counter { done, failed, work_done, images_done, counter_count };
  void print(const std::string& activity);
  void send();
  void end(Counter how);

  const Communicator& world_;
  Counters counters_;
  std::int64_t run_count_;
  std::int64_t work_;
  bool is_terminal_;
  Stopwatch since_start_;
  std::mutex mutex_;               ///< Guards the members below.
  std::int64_t pending_work_ = 0;  ///< Work of this rank that is not sent yet.
  std::int64_t pending_images_ = 0;
  Stopwatch since_shown_, since_sent_;
};

/// Returns a positive integer that is proportional to the cost of one step of the experiment.
std::int64_t step_work(const Experiment& experiment);

}  // namespace emsurvey
