// Setters of the members that hold the values of the keys, each for values of one type. Bounds are inclusive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/enum_names.h"
#include "base/error.h"
#include "base/number.h"
#include "base/unknown_name.h"
#include "survey/keys.h"
#include "survey/setting_value.h"
#include "survey/survey_config.h"

namespace emsurvey::key_setters {

template <class Keys>
KeySetter<Keys> text(std::string Keys::*member) {
  return [=](Keys& keys, const std::string&, const std::string& text) { keys.*member = text; };
}

/// For one of the names that `known` returns; messages call it a `kind`.
template <class Keys>
KeySetter<Keys> listed_name(std::string Keys::*member, const char* kind,
                            const std::vector<std::string>& (*known)()) {
  return [=](Keys& keys, const std::string& name, const std::string& text) {
    require_known(name, kind, text, known());
    keys.*member = text;
  };
}

template <class Keys, NamedEnum Enum>
KeySetter<Keys> choice(Enum Keys::*member) {
  return [=](Keys& keys, const std::string& name, const std::string& text) {
    keys.*member = enum_from<Enum>(name, text);
  };
}

template <class Keys>
KeySetter<Keys> on_off(bool Keys::*member) {
  return [=](Keys& keys, const std::string& name, const std::string& text) {
    require_known(name, "choice", text, {"on", "off"});
    keys.*member = text == "on";
  };
}

template <class Number>
struct NumberIn {
  using Type = Number;
};
template <class Number>
struct NumberIn<std::optional<Number>> {
  using Type = Number;
};

/// `Member` is an integer or optional.
template <class Keys, class Member>
KeySetter<Keys> whole(Member Keys::*member, std::int64_t low, std::int64_t high) {
  return [=](Keys& keys, const std::string& name, const std::string& text) {
    keys.*member = static_cast<typename NumberIn<Member>::Type>(whole_number(name, text, low, high));
  };
}

/// For a whole number, or `auto` for none.
template <class Keys>
KeySetter<Keys> whole_or_auto(std::optional<int> Keys::*member, std::int64_t low, std::int64_t high) {
  return [=](Keys& keys, const std::string& name, const std::string& text) {
    keys.*member = {};
    if (text != "auto") keys.*member = static_cast<int>(whole_number(name, text, low, high));
  };
}

/// Appends.
template <class Keys>
KeySetter<Keys> whole_numbers(std::vector<int> Keys::*member, std::int64_t low, std::int64_t high) {
  return [=](Keys& keys, const std::string& name, const std::string& text) {
    (keys.*member).push_back(static_cast<int>(whole_number(name, text, low, high)));
  };
}

/// For a number of epochs, or TOTAL/n.
inline KeySetter<ResultKeys> epoch_count(EpochCount ResultKeys::*member, std::int64_t low,
                                         std::int64_t high) {
  return [=](ResultKeys& keys, const std::string& name, const std::string& text) {
    const bool is_total = text.ends_with("/n");
    const std::string number = is_total ? text.substr(0, text.size() - 2) : text;
    keys.*member = {whole_number(name, number, low, high), is_total};
  };
}

/// `Member` is double or optional.
template <class Keys, class Member>
KeySetter<Keys> real(Member Keys::*member, double low, double high) {
  return [=](Keys& keys, const std::string& name, const std::string& text) {
    keys.*member = real_number(name, text, low, high);
  };
}

/// For a number in (0, 1), or `validation` for none.
inline KeySetter<ResultKeys> threshold_or_validation(std::optional<double> ResultKeys::*member) {
  return [=](ResultKeys& keys, const std::string& name, const std::string& text) {
    keys.*member = {};
    if (text == "validation") return;
    const auto number = parse_number(text);
    require(number && *number > 0 && *number < 1, name, "`" + text + "` is not a threshold",
            "give a number between 0 and 1, or validation");
    keys.*member = number;
  };
}

template <class Keys>
KeySetter<Keys> duration(std::optional<double> Keys::*member) {
  return [=](Keys& keys, const std::string& name, const std::string& text) {
    keys.*member = duration_s(name, text);
  };
}

}  // namespace emsurvey::key_setters
