// The published U-Net.
#pragma once

#include <memory>

#include "network/generator.h"

namespace emsurvey {

/// The network halves the resolution `depth` times in the encoder and doubles it as often in the decoder.
/// Each decoder level also reads the output of the encoder at its level. As published, the first level has
/// twice the channels of the regular series, the deepest level is concatenated with itself, and the decoder
/// levels below level 5 drop half of their values, also in testing. The network has 2 x depth convolution
/// layers.
std::shared_ptr<Generator> make_unet(const NetworkSpec& spec);

}  // namespace emsurvey
