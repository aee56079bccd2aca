// The reasons for which a survey stops before its end: a signal, another rank, the time limit.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>

#include "mpi/communicator.h"
#include "mpi/counters.h"
#include "watch/time_budget.h"

namespace emsurvey {

/// A request to stop that all ranks and threads of a survey share. Once set it stays set.
class StopRequest {
 public:
  /// Collective over `world`, as is the destructor.
  explicit StopRequest(const Communicator& world);

  /// Asks all ranks to stop, as a signal does. Callable from any thread. Makes no MPI call: other ranks learn
  /// of it when this rank calls is_set() next.
  void raise() { is_raised_ = true; }

  /// Whether this process received a stop signal, raise() was called, or another rank stops. Other ranks are
  /// checked once a second.
  bool is_set();

 private:
  Counters ranks_stopping_;
  std::atomic<bool> is_raised_ = false;
  std::mutex mutex_;  ///< Guards the members below.
  bool is_set_ = false;
  std::chrono::steady_clock::time_point last_lookup_;
};

/// The conditions under which one worker stops: the survey's stop request, or too little time left for what
/// would follow.
struct StopConditions {
  StopRequest& request;
  TimeBudget time;  ///< The worker's own: it measures its own pieces of work.

  bool before_run() { return request.is_set() || !time.allows_start(); }
  bool before_step() { return request.is_set() || !time.allows_step(); }
  /// `seconds` is the expected duration of work that cannot be interrupted.
  bool before_work_of(double seconds) { return request.is_set() || !time.allows(seconds); }
};

}  // namespace emsurvey
