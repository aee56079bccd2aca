// The experiments of a survey that are still to be run, handed out to groups of ranks.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "mpi/communicator.h"
#include "mpi/counters.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Hands out each experiment once, in order, through a counter on rank 0. Several threads may take from it.
class WorkQueue {
 public:
  /// `experiments` are the same on every rank and borrowed. Collective over `world`, as is the destructor.
  WorkQueue(const Communicator& world, std::vector<const Experiment*> experiments)
      : next_(world, 1), experiments_(std::move(experiments)) {}

  /// Returns the next experiment for the ranks of `group`; null if none is left. Collective over `group`.
  const Experiment* take(const Communicator& group) {
    const std::int64_t index = group.broadcast(group.is_root() ? next_.fetch_add(0, 1) : 0);
    return index < static_cast<std::int64_t>(experiments_.size())
               ? experiments_[static_cast<std::size_t>(index)]
               : nullptr;
  }

 private:
  Counters next_;
  std::vector<const Experiment*> experiments_;
};

}  // namespace emsurvey
