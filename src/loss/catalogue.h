// Names of the losses, for configs and plans. Does not depend on LibTorch.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// Returns the names: the published losses in the order of the study, then all others.
const std::vector<std::string>& loss_names();

}  // namespace emsurvey
