// The names of the losses, without LibTorch: what configs and plans need to know of them.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// In the order of the published study.
const std::vector<std::string>& loss_names();

}  // namespace emsurvey
