#include "watch/stop_request.h"

#include "watch/interrupt.h"

namespace emsurvey {

StopRequest::StopRequest(const Communicator& world)
    : ranks_stopping_(world, 1), last_lookup_(std::chrono::steady_clock::now()) {}

bool StopRequest::is_set() {
  const std::lock_guard lock(mutex_);
  if (is_set_) return true;
  if (is_interrupted() || is_raised_) {
    ranks_stopping_.fetch_add(0, 1);
    return is_set_ = true;
  }
  const auto now = std::chrono::steady_clock::now();
  if (now - last_lookup_ < std::chrono::seconds(1)) return false;
  last_lookup_ = now;
  return is_set_ = ranks_stopping_.get(0) > 0;
}

}  // namespace emsurvey
