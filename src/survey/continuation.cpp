#include "survey/continuation.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/error.h"
#include "base/number.h"
#include "network/catalogue.h"
#include "survey/choices.h"
#include "survey/keys.h"
#include "survey/setting_value.h"
#include "survey/split.h"

namespace emsurvey {
namespace {

using Values = std::vector<std::string>;

Values given_values(const Settings& settings, const std::string& key) {
  const auto found = settings.find(key);
  return found == settings.end() ? Values{} : found->second;
}

/// The kind of a network NAME or NAME:DEPTH; null where there is none, which the grid refuses.
const NetworkKind* kind_of(const std::string& network) {
  const auto& kinds = network_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const NetworkKind& kind) {
    return kind.name == network.substr(0, network.find(':'));
  });
  return found == kinds.end() ? nullptr : &*found;
}

/// Each as NAME:DEPTH.
Values networks_with_depth(const Values& networks, const Values& depths) {
  Values values;
  for (const auto& network : networks) {
    const NetworkKind* kind = kind_of(network);
    if (kind == nullptr || network.find(':') != std::string::npos) {
      values.push_back(network);
    } else if (depths.empty()) {
      values.push_back(network + ":" + std::to_string(kind->default_depth));
    } else {
      for (const auto& depth : depths) values.push_back(network + ":" + depth);
    }
  }
  return values;
}

Values default_filters(const Values& networks) {
  Values values;
  for (const auto& network : networks)
    if (const NetworkKind* kind = kind_of(network)) values.push_back(std::to_string(kind->default_filters));
  return values;
}

Values all_splits(const Settings& settings) {
  const Values splits = given_values(settings, "splits");
  const auto count = splits.empty() ? std::nullopt : parse_integer(splits.front());
  Values values;
  for (std::int64_t split = 1; count && split <= *count; ++split) values.push_back(std::to_string(split));
  return values;
}

/// The values that a key has or comes to where it is not given. Depths are told with the networks. None where
/// that depends on the data or, for epochs and steps, where the length is given by the other key.
Values values_of(const Settings& settings, const Key& key) {
  Values values = given_values(settings, key.name);
  const auto networks = [&] {
    const Values named = given_values(settings, "network");
    return named.empty() ? default_values(survey_key("network")) : named;
  };
  if (key.name == "network") {
    values = networks_with_depth(networks(), given_values(settings, "depth"));
  } else if (key.name == "depth") {
    values.clear();
  } else if (values.empty() && key.name == "filters") {
    values = default_filters(networks());
  } else if (values.empty() && key.name == "split") {
    values = all_splits(settings);
  } else if (values.empty() && (key.name != "epochs" || !settings.contains("steps"))) {
    values = default_values(key);
  }
  return values;
}

std::set<std::string> meanings_of(const Values& values) {
  std::set<std::string> meanings;
  for (const auto& value : values) meanings.insert(meaning_of(value));
  return meanings;
}

/// "`1 2`", or `otherwise` where there are none.
std::string value_text(const Values& values, const std::string& otherwise) {
  std::string text;
  for (const auto& value : values) text += (text.empty() ? "" : " ") + value;
  return values.empty() ? otherwise : "`" + text + "`";
}

/// The keys that a survey must keep.
std::vector<Key> kept_keys(const Settings& before) {
  // The number of splits matters through the splits themselves, unless it decides what each of them tests.
  const Values schemes = given_values(before, "split-scheme");
  const bool counts = std::any_of(schemes.begin(), schemes.end(), [](const std::string& scheme) {
    return depends_on_count(enum_from<SplitScheme>("split-scheme", scheme));
  });
  // Likewise, the interval of validations decides the results only if they choose the weights.
  const bool keeps_best = given_values(before, "keep") == Values{to_string(Keep::best)};
  std::vector<Key> keys;
  for (const auto& key : survey_keys()) {
    const bool is_free = (key.name == "splits" && !counts) || (key.name == "validate-every" && !keeps_best);
    if (key.use() == KeyUse::result && !is_free) keys.push_back(key);
  }
  return keys;
}

}  // namespace

Settings spelled_as(const Settings& before, Settings now) {
  for (const auto& key : survey_keys()) {
    const auto found = before.find(key.name);
    if (key.use() == KeyUse::execution || found == before.end() || !now.contains(key.name)) continue;
    for (auto& value : now[key.name]) {
      const auto same = std::find_if(
          found->second.begin(), found->second.end(),
          [&](const std::string& spelling) { return meaning_of(spelling) == meaning_of(value); });
      if (same != found->second.end()) value = *same;
    }
  }
  return now;
}

void require_continuation(const Settings& before, const Settings& now, const std::string& folder) {
  const auto require_key = [&](bool is_kept, const Key& key) {
    require(is_kept, key.name,
            "is " + value_text(values_of(now, key), "not given") + ", but the survey in " + folder + " has " +
                value_text(values_of(before, key), "none"),
            key.values == KeyValues::axis ? "keep its values (more may be added) or use another output folder"
                                          : "keep it or use another output folder");
  };
  const std::vector<Key> keys = kept_keys(before);
  for (const auto& key : keys) {
    const auto old = meanings_of(values_of(before, key)), meant = meanings_of(values_of(now, key));
    require_key(std::includes(meant.begin(), meant.end(), old.begin(), old.end()), key);
  }
  for (const auto& key : keys)
    require_key(!values_of(before, key).empty() || values_of(now, key).empty(), key);
}

}  // namespace emsurvey
