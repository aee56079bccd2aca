#include "run/slots.h"

#include <algorithm>

namespace emsurvey {

void Slots::lock() {
  std::unique_lock lock(mutex_);
  is_freed_.wait(lock, [&] { return held_ < count_; });
  ++held_;
}

bool Slots::try_lock() {
  const std::lock_guard lock(mutex_);
  if (held_ >= count_) return false;
  ++held_;
  return true;
}

void Slots::unlock() {
  {
    const std::lock_guard lock(mutex_);
    --held_;
  }
  is_freed_.notify_one();
}

int Slots::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

bool Slots::lower_from(int before) {
  const std::lock_guard lock(mutex_);
  if (before <= 1) return false;
  count_ = std::min(count_, before - 1);
  return true;
}

}  // namespace emsurvey
