#include "loss/square.h"

#include "loss/pixel_mean.h"

namespace emsurvey {

Loss square_loss() {
  return {"square",
          [](const LossInput& in) { return pixel_sums((in.target - in.output).square(), in.valid); },
          pixel_mean};
}

}  // namespace emsurvey
