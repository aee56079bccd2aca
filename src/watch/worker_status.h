// What a worker of a rank does at a moment.
#pragma once

#include <cstdint>

namespace emsurvey {

/// The status of a worker, a thread that trains or scores. A worker makes progress as long as its status
/// changes or it is idle.
struct WorkerStatus {
  enum class Phase {
    idle,
    reading,
    preparing,
    training,
    validating,
    testing,
    scoring,
    concluding,
    waiting,
    reducing
  };
  int run = 0;  ///< 0: no run.
  Phase phase = Phase::idle;
  std::int64_t count = 0;  ///< Steps or images done; in other phases, any number that grows as work goes on.
};

}  // namespace emsurvey
