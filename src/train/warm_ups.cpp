#include "train/warm_ups.h"

namespace emsurvey {

WarmUps::Scope::Scope(WarmUps& warm_ups) : warm_ups_(warm_ups) {
  const std::lock_guard lock(warm_ups_.mutex_);
  thread_ = warm_ups_.threads_.insert(std::this_thread::get_id());
}

WarmUps::Scope::~Scope() {
  {
    const std::lock_guard lock(warm_ups_.mutex_);
    warm_ups_.threads_.erase(thread_);
  }
  warm_ups_.ended_.notify_all();
}

void WarmUps::wait_for_others() {
  const auto own = std::this_thread::get_id();
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [&] { return threads_.count(own) == threads_.size(); });
}

}  // namespace emsurvey
