// The published DenseNet.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// Units of `dense_layers` layers. Each layer reads the input of the unit and the outputs of all earlier
/// layers of the unit; the output of the unit is that of its last layer only. The network has 6 + 5 x depth
/// convolution layers.
std::shared_ptr<Generator> make_densenet(const NetworkSpec& spec);

}  // namespace emsurvey
