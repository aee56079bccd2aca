// The published ResNet.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// Units x + T(x), with T = (3 x 3 convolution, norm, ReLU) twice. The network has 6 + 2 x depth convolution
/// layers.
std::shared_ptr<Generator> make_resnet(const NetworkSpec& spec);

}  // namespace emsurvey
