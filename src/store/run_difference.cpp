#include "store/run_difference.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/listing.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

/// What follows from the others, or from the rest of the grid.
bool is_derived(const std::string& name) {
  static const std::set<std::string> names{"run", "identity", "axes", "table_index"};
  return names.contains(name);
}

/// The options of the published study have names of their own for some keys.
std::string key_of(const std::string& option) {
  if (option == "Y_loss") return "loss";
  if (option == "generator") return "network";
  return option;
}

}  // namespace

std::string difference_from(const std::string& options, const std::vector<Experiment>& grid) {
  std::vector<Json> others;
  for (const Experiment& experiment : grid) others.push_back(Json::parse(options_json(experiment)));
  std::vector<std::string> differences;
  const Json before = Json::parse(options);  // items() refers to it
  for (const auto& [name, value] : before.items()) {
    const auto has_it = [&, &key = name, &wanted = value](const Json& other) {
      return !other.contains(key) || other.at(key) == wanted;
    };
    if (is_derived(name) || std::any_of(others.begin(), others.end(), has_it)) continue;
    differences.push_back(key_of(name) + " is " + value.dump() + " instead of " +
                          others.front().at(name).dump());
  }
  return listed(differences);
}

}  // namespace emsurvey
