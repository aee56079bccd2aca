// The published residual network.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// Units x + T(x), T = (3 x 3 convolution, norm, ReLU) twice; 6 + 2 x depth convolution layers.
std::shared_ptr<Generator> make_resnet(const NetworkSpec& spec);

}  // namespace emsurvey
