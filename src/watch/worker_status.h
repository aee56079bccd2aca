// What a worker of a rank does at a moment.
#pragma once

#include <cstdint>

namespace emsurvey {

/// A worker is a thread that trains, or one that scores. It makes progress as long as its status changes, unless it is idle.
struct WorkerStatus {
  enum class Phase { idle, reading, preparing, training, testing, scoring, concluding, waiting, reducing };
  int run = 0;  ///< 0: none.
  Phase phase = Phase::idle;
  std::int64_t count =
      0;  ///< Steps or images done; in other phases any number that grows as long as the worker goes on.
};

}  // namespace emsurvey
