// The single table of the keys of a survey: their meanings, defaults and bounds, and the members that hold
// their values.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "survey/key_groups.h"

namespace emsurvey {

/// Effect of a key.
enum class KeyUse {
  result,     ///< Changes the numbers in the tables; a survey folder refuses other values.
  execution,  ///< Changes only how results are computed; may change when a survey continues.
};

/// Meaning of several values of a key.
enum class KeyValues {
  one,   ///< Several values are an error.
  path,  ///< Several values are an error; the value may contain blanks.
  list,  ///< The values form a list.
  axis,  ///< The values are an axis of the grid.
};

struct ResultKeys;
struct ExecutionKeys;

/// Converts the text of a value of the key `name` and sets the member that holds it. Throws InputError naming
/// the key if the value is invalid or out of the bounds of the key.
template <class Keys>
using KeySetter = std::function<void(Keys& keys, const std::string& name, const std::string& text)>;

/// The member of `Keys` that holds the value of a key.
template <class Keys>
struct KeyMember {
  KeySetter<Keys> set;
  std::vector<std::string> names{};  ///< See Key::names.
};

struct Key {
  std::string name;
  KeyGroup group;
  KeyValues values;
  std::string default_value;
  std::string help;
  std::variant<KeyMember<ResultKeys>, KeyMember<ExecutionKeys>> member;

  KeyUse use() const { return member.index() == 0 ? KeyUse::result : KeyUse::execution; }
  /// Returns the names that a value may be, such as those of the losses; none for numbers and paths. Values may
  /// have other forms beside them: `auto` stands beside a number, `resnet` beside `resnet:9`.
  const std::vector<std::string>& names() const;
};

/// Returns whether several values of the key are an error.
inline bool takes_one(const Key& key) {
  return key.values == KeyValues::one || key.values == KeyValues::path;
}

/// Returns the keys in nesting order of their axes, the first outermost.
const std::vector<Key>& survey_keys();

/// Returns the key called `name`, which must exist.
const Key& survey_key(const std::string& name);

/// Returns the default values of a key; none if it has no default.
std::vector<std::string> default_values(const Key& key);

}  // namespace emsurvey
