// The network that an options.json describes.
#pragma once

#include <optional>
#include <string>

#include "network/catalogue.h"

namespace emsurvey {

/// Returns the network of the experiment with the text `options` of options.json, for `label_count` labels.
/// Returns nothing if the text describes no network or an impossible one.
std::optional<NetworkSpec> network_in_options(const std::string& options, int label_count);

}  // namespace emsurvey
