// Counts of pixels that a range of values clips.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Numbers of pixels that a ValueRange clips.
struct CutOff {
  std::int64_t below = 0;  ///< Pixels that became 0.
  std::int64_t above = 0;  ///< Pixels that became 65535.

  CutOff& operator+=(const CutOff& more) {
    below += more.below;
    above += more.above;
    return *this;
  }
};

}  // namespace emsurvey
