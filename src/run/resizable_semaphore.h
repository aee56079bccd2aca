// Limits how many trainings of a rank use its device at the same time.
#pragma once

#include <condition_variable>
#include <mutex>

namespace emsurvey {

/// A counting semaphore whose capacity can be lowered. Each holder has one slot
/// (std::unique_lock<ResizableSemaphore>).
class ResizableSemaphore {
 public:
  /// `count` must be at least 1.
  explicit ResizableSemaphore(int count) : count_(count) {}

  void lock();
  bool try_lock();
  void unlock();

  int count() const;
  /// Lowers the capacity to `before` - 1, at least 1, if it is still larger. Threads that hold more keep what
  /// they have; who waits then waits until so few are held.
  void lower_from(int before);

 private:
  mutable std::mutex mutex_;
  std::condition_variable is_freed_;
  int count_;
  int held_ = 0;
};

}  // namespace emsurvey
