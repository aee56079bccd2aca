#include "run/resizable_semaphore.h"

#include <algorithm>

namespace emsurvey {

void ResizableSemaphore::lock() {
  std::unique_lock lock(mutex_);
  is_freed_.wait(lock, [&] { return held_ < count_; });
  ++held_;
}

bool ResizableSemaphore::try_lock() {
  const std::lock_guard lock(mutex_);
  if (held_ >= count_) return false;
  ++held_;
  return true;
}

void ResizableSemaphore::unlock() {
  {
    const std::lock_guard lock(mutex_);
    --held_;
  }
  is_freed_.notify_one();
}

int ResizableSemaphore::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

void ResizableSemaphore::lower_from(int before) {
  const std::lock_guard lock(mutex_);
  count_ = std::max(1, std::min(count_, before - 1));
}

}  // namespace emsurvey
