// Tells ranks that are busy outside MPI calls that their group has failed.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "mpi/communicator.h"

namespace emsurvey {

/// One-time failure notice within a group of ranks. Once raised, the group performs no further collective
/// work.
class AbortBroadcast {
 public:
  /// Collective over `ranks`.
  explicit AbortBroadcast(const Communicator& ranks);

  /// Sends `reason` to all other ranks without waiting for them.
  void raise(std::string reason);
  /// Returns the reason sent by another rank, or std::nullopt if there is none. Does not block, and lets MPI
  /// make progress.
  std::optional<std::string> heard() const;
  /// Returns whether all ranks know of the failure. Every rank that raised or heard it calls this once. Waits
  /// for the other ranks, but no longer than `limit`, since some may be dead.
  bool is_known_to_all(std::chrono::milliseconds limit);

 private:
  std::shared_ptr<Communicator> ranks_;  ///< Duplicate communicator, separate from all other messages.
  std::string reason_;                   ///< Send buffer; must outlive the send operations.
};

}  // namespace emsurvey
