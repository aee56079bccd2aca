// Pixels beyond the values that grey values stand for.
#pragma once

#include <cstdint>

namespace emsurvey {

/// How many pixels a ValueRange cuts off.
struct CutOff {
  std::int64_t below = 0;  ///< that became 0
  std::int64_t above = 0;  ///< that became 65535

  CutOff& operator+=(const CutOff& more) {
    below += more.below;
    above += more.above;
    return *this;
  }
};

}  // namespace emsurvey
