// Waiting for what several ranks do together outside of MPI, when one of them may be lost.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

#include "mpi/abort_broadcast.h"

namespace emsurvey {

/// A group of ranks that cannot go on together.
class GroupLost : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Waits for work that is polled (NCCL's), so that a peer that died or hangs ends the job with a message
/// instead of a wait without end. Once one rank gives up all do, as far as they live and wait or come to
/// wait.
class PollingWait {
 public:
  /// Collective. `abort`: gives up all such work of this rank; called at most once, before anything is
  /// thrown. `limit_s`: the longest wait; 0: none.
  PollingWait(const Communicator& ranks, std::function<void()> abort, double limit_s);

  /// Returns when `is_done` does; until then it is called again and again and MPI progresses. Throws
  /// GroupLost, which names the rank and its host, when `is_done` throws on any rank or the time is over on
  /// any rank. `work`: what is waited for, for the message.
  void until(const std::function<bool()>& is_done, const std::string& work);

 private:
  [[noreturn]] void give_up(const std::string& reason);

  std::string name_;  ///< of this rank
  AbortBroadcast abort_broadcast_;
  std::function<void()> abort_;
  double limit_s_;
};

}  // namespace emsurvey
