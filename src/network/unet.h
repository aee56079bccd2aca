// The published u-net.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// `depth` halvings of the resolution on the way down and as many doublings on the way up, each of which also
/// reads what the way down gave at its level. As published, the first level has twice the channels that its
/// place in the series says, the deepest level is joined with itself, and the decoders below level 5 drop
/// half of their values, in testing too. 2 x depth convolution layers.
std::shared_ptr<Generator> make_unet(const NetworkSpec& spec);

}  // namespace emsurvey
