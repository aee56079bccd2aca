#include "train/cuda/recording_turn.h"

namespace emsurvey {

std::unique_lock<std::mutex> recording_turn() {
  static std::mutex mutex;
  return std::unique_lock(mutex);
}

}  // namespace emsurvey
