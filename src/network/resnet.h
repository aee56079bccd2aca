// The published residual network.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// `spec.depth` residual blocks at a quarter of the resolution; 6 + 2 x depth convolution layers.
std::shared_ptr<Generator> make_resnet(const NetworkSpec& spec);

}  // namespace emsurvey
