// The initial weights of a training.
#pragma once

#include <torch/nn/module.h>

#include "base/random.h"

namespace emsurvey {

/// Draws convolution weights from N(0, 0.02) and scales of norms from N(1, 0.02), as a pure function of `key`
/// and `use`. Offsets keep the values that the network was constructed with.
void initialise(torch::nn::Module& network, const RandomKey& key, RandomUse use);

}  // namespace emsurvey
