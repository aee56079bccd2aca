// The losses that a training reports.
#pragma once

#include <limits>

namespace emsurvey {

/// A loss that does not exist is NaN: only the model pix2pix has the last two.
struct TrainingLosses {
  double classic = std::numeric_limits<double>::quiet_NaN();
  double adversarial = std::numeric_limits<double>::quiet_NaN();    ///< Generator loss.
  double discriminator = std::numeric_limits<double>::quiet_NaN();  ///< Discriminator loss.
};

}  // namespace emsurvey
