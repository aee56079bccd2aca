#include "network/catalogue.h"

#include "base/unknown_name.h"

namespace emsurvey {

const std::vector<NetworkKind>& network_kinds() {
  static const std::vector<NetworkKind> kinds = {{"resnet", "n_res_blocks", 9, 32, 4}};
  return kinds;
}

const NetworkKind& network_kind(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& kind : network_kinds()) {
    if (kind.name == name) return kind;
    names.push_back(kind.name);
  }
  throw unknown_name("network", "network", name, names);
}

int layer_count(const NetworkSpec& spec) {
  // Encoder and decoder hold three each, a residual block two.
  return 6 + 2 * spec.depth;
}

}  // namespace emsurvey
