// Names of the values of an enumeration.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/unknown_name.h"

namespace emsurvey {

/// The values of an enumeration with their names in configs and files, in the order in which messages list
/// them. An enumeration with names declares `const EnumNames<Enum>& names_of(Enum)` in its namespace.
template <class Enum>
class EnumNames {
 public:
  /// `kind` is what messages call a value, such as "precision".
  EnumNames(std::string kind, std::vector<std::pair<Enum, std::string>> names)
      : kind_(std::move(kind)), names_(std::move(names)) {}

  const std::string& name_of(Enum value) const {
    return std::find_if(names_.begin(), names_.end(), [&](const auto& one) { return one.first == value; })
        ->second;
  }

  /// Returns the value called `name`. Throws unknown_name() for any other name; `subject` is what gave it.
  Enum value_of(const std::string& subject, const std::string& name) const {
    const auto found =
        std::find_if(names_.begin(), names_.end(), [&](const auto& one) { return one.second == name; });
    if (found != names_.end()) return found->first;
    throw unknown_name(subject, kind_, name, names());
  }

  /// Returns all names.
  std::vector<std::string> names() const {
    std::vector<std::string> known;
    for (const auto& one : names_) known.push_back(one.second);
    return known;
  }

 private:
  std::string kind_;
  std::vector<std::pair<Enum, std::string>> names_;
};

template <class Enum>
concept NamedEnum = requires(Enum value) {
  names_of(value);
};

template <NamedEnum Enum>
const std::string& to_string(Enum value) {
  return names_of(value).name_of(value);
}

/// Returns the value called `name`. Throws unknown_name() for any other name; `subject` is what gave it.
template <NamedEnum Enum>
Enum enum_from(const std::string& subject, const std::string& name) {
  return names_of(Enum{}).value_of(subject, name);
}

}  // namespace emsurvey
