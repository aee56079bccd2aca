#include "survey/survey_config.h"

#include <set>
#include <utility>

#include "base/error.h"
#include "survey/keys.h"
#include "survey/setting_value.h"

namespace emsurvey {
namespace {

/// Sets the member of the key `name` in `keys`, if `keys` has that member.
template <class Keys>
void set(Keys& keys, const Key& key, const std::string& text) {
  if (const auto* member = std::get_if<KeyMember<Keys>>(&key.member)) member->set(keys, key.name, text);
}

template <class Keys>
void set_defaults(Keys& keys) {
  for (const Key& key : survey_keys())
    if (const auto values = default_values(key); !values.empty()) set(keys, key, values.front());
}

/// Returns the values of `key`; none if it is not given. Throws InputError if it takes one and has several.
std::vector<std::string> values_of(const Settings& settings, const Key& key) {
  const auto found = settings.find(key.name);
  if (found == settings.end()) return {};
  require(!takes_one(key) || found->second.size() <= 1, key.name, "has several values", "give one");
  return found->second;
}

struct Axis {
  const Key* key;
  std::vector<std::string> values;
};

/// Returns the numbers of all splits.
std::vector<std::string> all_splits(const Settings& settings) {
  ResultKeys keys;
  const std::string name = "splits";
  const Key& count = survey_key(name);
  for (const auto& text : values_of(settings, count)) set(keys, count, text);
  std::vector<std::string> values;
  for (int split = 1; split <= keys.splits; ++split) values.push_back(std::to_string(split));
  return values;
}

void require_different(const Axis& axis) {
  std::set<std::string> meanings;
  for (const auto& value : axis.values)
    require(meanings.insert(meaning_of(value)).second, axis.key->name, "has the value " + value + " twice",
            "name each once");
}

/// Returns the result keys that have values, in nesting order.
std::vector<Axis> axes_of(const Settings& settings) {
  std::vector<Axis> axes;
  std::int64_t runs = 1;
  for (const Key& key : survey_keys()) {
    Axis axis{&key, values_of(settings, key)};
    if (key.name == "split" && axis.values.empty()) axis.values = all_splits(settings);
    if (key.use() == KeyUse::execution || axis.values.empty()) continue;
    require_different(axis);
    runs *= static_cast<std::int64_t>(axis.values.size());
    require(runs <= most_runs, key.name, "makes the grid larger than " + std::to_string(most_runs) + " runs",
            "divide the survey");
    axes.push_back(std::move(axis));
  }
  return axes;
}

/// Returns all points; the last axis varies fastest.
std::vector<GridPoint> points_of(const std::vector<Axis>& axes) {
  std::vector<GridPoint> points(1);
  for (const auto& axis : axes) {
    std::vector<GridPoint> longer;
    for (const auto& point : points) {
      for (const auto& value : axis.values) {
        longer.push_back(point);
        set(longer.back().keys, *axis.key, value);
        longer.back().texts[axis.key->name] = value;
      }
    }
    points = std::move(longer);
  }
  return points;
}

}  // namespace

ResultKeys::ResultKeys() {
  set_defaults(*this);
}

ExecutionKeys::ExecutionKeys() {
  set_defaults(*this);
}

ExecutionKeys execution_keys(const Settings& settings) {
  ExecutionKeys keys;
  for (const Key& key : survey_keys())
    for (const auto& value : values_of(settings, key)) set(keys, key, value);
  return keys;
}

SurveyConfig survey_config(const Settings& settings) {
  const auto axes = axes_of(settings);
  SurveyConfig config{points_of(axes), {}, execution_keys(settings)};
  for (const auto& axis : axes)
    if (axis.values.size() > 1) config.varying.push_back(axis.key->name);
  return config;
}

}  // namespace emsurvey
