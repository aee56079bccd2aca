// The published highway network.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// Units x (1 - g) + T(x) g, with T as in the ResNet and a gate g = (sigmoid(norm(3 x 3 convolution of x)) +
/// 1)/2 for every value. The bias of the gate's norm is initialised to -10, so that a unit initially computes
/// the mean of x and T(x). The network has 6 + 2 x depth convolution layers.
std::shared_ptr<Generator> make_highwaynet(const NetworkSpec& spec);

}  // namespace emsurvey
