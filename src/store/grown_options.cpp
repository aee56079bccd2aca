#include "store/grown_options.h"

#include <algorithm>
#include <array>
#include <utility>

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

Json parsed(const std::string& text) {
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

/// Removes the member `key` from `options` and returns it.
Json taken(Json& options, const char* key) {
  Json member = options.value(key, Json());
  options.erase(key);
  return member;
}

/// Removes from `options` the keys that an earlier version, which wrote `before`, did not know: all or none.
void take_newer_keys(const Json& before, Json& options) {
  static constexpr std::array newer{"n_train", "n_test"};
  const auto has = [&](const char* key) { return before.contains(key); };
  if (std::any_of(newer.begin(), newer.end(), has)) return;
  for (const char* key : newer) taken(options, key);
}

bool names_columns(const Json& table_index, const Json& axes) {
  return std::all_of(table_index.begin(), table_index.end(), [&](const Json& name) {
    return name == "classic_loss" || name == "run" || name == "sample" ||
           (name.is_string() && axes.contains(name.get<std::string>()));
  });
}

}  // namespace

bool is_same_but_grown(const std::string& before, const std::string& options) {
  Json old = parsed(before), now = parsed(options);
  if (!old.is_object() || !now.is_object()) return false;
  const Json old_axes = taken(old, "axes"), axes = taken(now, "axes");
  const Json old_index = taken(old, "table_index");
  taken(now, "table_index");
  take_newer_keys(old, now);
  return old == now && old_axes.is_object() && has_all_of(old_axes, axes) && old_index.is_array() &&
         names_columns(old_index, axes);
}

bool has_all_of(const Json& before, const Json& options) {
  if (!options.is_object()) return false;
  const auto items = before.items();
  return std::all_of(items.begin(), items.end(), [&](const auto& item) {
    if (item.key() == "table_index") return true;
    const Json now = options.value(item.key(), Json());
    return item.value().is_object() ? has_all_of(item.value(), now) : now == item.value();
  });
}

}  // namespace emsurvey
