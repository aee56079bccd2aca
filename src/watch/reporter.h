// Reports of what the workers of a rank do.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "watch/worker_status.h"

namespace emsurvey {

/// Passes every report on to all listeners, such as the watchdog and the progress line. Several threads may
/// report at once.
class Reporter {
 public:
  using Listener = std::function<void(int worker, const WorkerStatus& status)>;

  explicit Reporter(std::vector<Listener> listeners) : listeners_(std::move(listeners)) {}

  /// `worker` is the number of a worker of this rank, from 0. Call it at least whenever the worker has done
  /// some work.
  void report(int worker, const WorkerStatus& status) const {
    for (const Listener& listener : listeners_) listener(worker, status);
  }

 private:
  std::vector<Listener> listeners_;
};

}  // namespace emsurvey
