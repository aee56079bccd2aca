// Waits for collective operations outside MPI when a rank may be lost.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

#include "mpi/abort_broadcast.h"

namespace emsurvey {

/// Thrown when the ranks of a group cannot continue together.
class GroupLost : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Waits for NCCL operations, with a time limit. A dead or stuck peer causes GroupLost instead of an endless
/// wait; the caller then ends the job. When one rank gives up, all living ranks of the group do, in their
/// current or next wait.
class PollingWait {
 public:
  /// Collective. `abort` cancels all NCCL operations of this rank; it is called at most once, before
  /// GroupLost is thrown. `limit_s` is the longest wait in seconds (0: no limit).
  PollingWait(const Communicator& ranks, std::function<void()> abort, double limit_s);

  /// Calls `is_done` repeatedly until it returns true, and lets MPI progress meanwhile. Throws GroupLost,
  /// which names the rank and its host, if `is_done` throws or the time limit passes on any rank. `work`
  /// names the operation in the message.
  void until(const std::function<bool()>& is_done, const std::string& work);

 private:
  [[noreturn]] void give_up(const std::string& reason);

  std::string name_;  ///< Name of this rank in messages.
  AbortBroadcast abort_broadcast_;
  std::function<void()> abort_;
  double limit_s_;
};

}  // namespace emsurvey
