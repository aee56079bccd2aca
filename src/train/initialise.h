// The weights that a training starts from.
#pragma once

#include <torch/nn/module.h>

#include "base/random.h"

namespace emsurvey {

/// Convolution weights N(0, 0.02), scales of norms N(1, 0.02), a pure function of `key` and `use`; offsets
/// stay as the network was made with.
void initialise(torch::nn::Module& network, const RandomKey& key, RandomUse use);

}  // namespace emsurvey
