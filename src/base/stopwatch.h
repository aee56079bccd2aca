// Elapsed time.
#pragma once

#include <chrono>

namespace emsurvey {

/// Measures seconds on the monotonic clock since its construction.
class Stopwatch {
 public:
  using Clock = std::chrono::steady_clock;

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  void restart() { start_ = Clock::now(); }

 private:
  Clock::time_point start_ = Clock::now();
};

}  // namespace emsurvey
