#include "loss/hinge.h"

#include "loss/pixel_mean.h"

namespace emsurvey {

Loss hinge_loss() {
  return {"hinge", [](const LossInput& in) { return pixel_sums((in.target - in.output).abs(), in.valid); },
          pixel_mean};
}

}  // namespace emsurvey
