// How a rank that must give up reaches peers that are busy with something that is no MPI call.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "mpi/communicator.h"

namespace emsurvey {

/// One alarm for a group of ranks; once it was raised, the group does nothing more together.
class AbortBroadcast {
 public:
  /// Collective.
  explicit AbortBroadcast(const Communicator& ranks);

  /// Tells `reason` to all other ranks. Does not wait for them.
  void raise(std::string reason);
  /// The reason that another rank gave; nothing while none did. Does not wait, and lets MPI progress.
  std::optional<std::string> heard() const;
  /// To be called once, by every rank that raised or heard it: whether all ranks know of it. Waits for them,
  /// but no longer than `limit`, since some may be dead.
  bool is_known_to_all(std::chrono::milliseconds limit);

 private:
  std::shared_ptr<Communicator> ranks_;  ///< apart from all other messages
  std::string reason_;                   ///< while it is being sent
};

}  // namespace emsurvey
