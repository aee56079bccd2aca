// The losses that a training reports.
#pragma once

#include <limits>

namespace emsurvey {

/// Not a number where there is none: the last two belong to the model pix2pix.
struct TrainingLosses {
  double classic = std::numeric_limits<double>::quiet_NaN();
  double adversarial = std::numeric_limits<double>::quiet_NaN();    ///< of the generator
  double discriminator = std::numeric_limits<double>::quiet_NaN();  ///< of the discriminator
};

}  // namespace emsurvey
