// The published densely connected network.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// Units of `dense_layers` layers, each of which reads the unit's input and what all earlier layers of the
/// unit gave; the unit passes on what its last layer gives, and nothing else. 6 + 5 x depth convolution
/// layers.
std::shared_ptr<Generator> make_densenet(const NetworkSpec& spec);

}  // namespace emsurvey
