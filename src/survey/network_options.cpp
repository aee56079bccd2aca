#include "survey/network_options.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace emsurvey {

std::optional<NetworkSpec> network_in_options(const std::string& options, int label_count) {
  constexpr int most_labels = 1024;
  try {
    const auto json = nlohmann::json::parse(options);
    const auto name = json.at("generator").get<std::string>();
    const auto& kinds = network_kinds();
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const NetworkKind& one) { return one.name == name; });
    if (kind == kinds.end()) return {};
    const NetworkSpec spec{name, json.at(kind->depth_option).get<int>(), json.at("filters").get<int>(),
                           label_count};
    const bool is_possible = spec.depth >= kind->lowest_depth && spec.depth <= kind->highest_depth &&
                             spec.filters >= 1 && spec.filters <= most_filters && spec.label_count >= 1 &&
                             spec.label_count <= most_labels;
    return is_possible ? std::optional(spec) : std::nullopt;
  } catch (const nlohmann::json::exception&) {
    return {};
  }
}

}  // namespace emsurvey
