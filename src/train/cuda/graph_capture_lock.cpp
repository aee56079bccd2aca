#include "train/cuda/graph_capture_lock.h"

namespace emsurvey {

std::unique_lock<std::mutex> graph_capture_lock() {
  static std::mutex mutex;
  return std::unique_lock(mutex);
}

}  // namespace emsurvey
