// The published highway network.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// Each unit computes (1 - g) x + g T(x), with T as in the ResNet and g = (sigmoid(norm(3 x 3 convolution of
/// x)) + 1)/2, one gate value per element. The bias of the gate's normalisation layer is initialised to -10,
/// so that a unit initially computes the mean of x and T(x). The network has 6 + 2 x depth convolution
/// layers.
std::shared_ptr<Generator> make_highwaynet(const NetworkSpec& spec);

}  // namespace emsurvey
