// The exception of a diverged training.
#pragma once

#include <stdexcept>

namespace emsurvey {

/// Thrown when the loss of a training is infinite or NaN.
class Diverged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace emsurvey
