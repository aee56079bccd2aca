// Members of the survey's keys, each function for values of one type. Only the key table includes this file.
// Bounds are inclusive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/enum_names.h"
#include "base/error.h"
#include "base/number.h"
#include "base/unknown_name.h"
#include "survey/keys.h"
#include "survey/setting_value.h"
#include "survey/survey_config.h"

namespace emsurvey::key_members {

/// For any text; `names` are those that it may be (see Key::names).
template <class Keys>
KeyMember<Keys> text(std::string Keys::*member, std::vector<std::string> names = {}) {
  return {[=](Keys& keys, const std::string&, const std::string& text) { keys.*member = text; },
          std::move(names)};
}

/// For one of the names in `known`; messages call it a `kind`.
template <class Keys>
KeyMember<Keys> listed_name(std::string Keys::*member, const char* kind,
                            const std::vector<std::string>& known) {
  return {[=](Keys& keys, const std::string& name, const std::string& text) {
            require_known(name, kind, text, known);
            keys.*member = text;
          },
          known};
}

template <class Keys, NamedEnum Enum>
KeyMember<Keys> choice(Enum Keys::*member) {
  return {[=](Keys& keys, const std::string& name, const std::string& text) {
            keys.*member = enum_from<Enum>(name, text);
          },
          names_of(Enum{}).names()};
}

template <class Keys>
KeyMember<Keys> on_off(bool Keys::*member) {
  const std::vector<std::string> names{"on", "off"};
  return {[=](Keys& keys, const std::string& name, const std::string& text) {
            require_known(name, "choice", text, names);
            keys.*member = text == "on";
          },
          names};
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
KeyMember<Keys> whole(Member Keys::*member, std::int64_t low, std::int64_t high) {
  return {[=](Keys& keys, const std::string& name, const std::string& text) {
    keys.*member = static_cast<typename NumberIn<Member>::Type>(whole_number(name, text, low, high));
  }};
}

/// For a whole number, or `auto` for none.
template <class Keys>
KeyMember<Keys> whole_or_auto(std::optional<int> Keys::*member, std::int64_t low, std::int64_t high) {
  return {[=](Keys& keys, const std::string& name, const std::string& text) {
            keys.*member = {};
            if (text != "auto") keys.*member = static_cast<int>(whole_number(name, text, low, high));
          },
          {"auto"}};
}

/// Appends.
template <class Keys>
KeyMember<Keys> whole_numbers(std::vector<int> Keys::*member, std::int64_t low, std::int64_t high) {
  return {[=](Keys& keys, const std::string& name, const std::string& text) {
    (keys.*member).push_back(static_cast<int>(whole_number(name, text, low, high)));
  }};
}

/// For a number of epochs, or TOTAL/n.
inline KeyMember<ResultKeys> epoch_count(EpochCount ResultKeys::*member, std::int64_t low,
                                         std::int64_t high) {
  return {[=](ResultKeys& keys, const std::string& name, const std::string& text) {
    const bool is_total = text.ends_with("/n");
    const std::string number = is_total ? text.substr(0, text.size() - 2) : text;
    keys.*member = {whole_number(name, number, low, high), is_total};
  }};
}

/// `Member` is double or optional.
template <class Keys, class Member>
KeyMember<Keys> real(Member Keys::*member, double low, double high) {
  return {[=](Keys& keys, const std::string& name, const std::string& text) {
    keys.*member = real_number(name, text, low, high);
  }};
}

/// For a number in (0, 1), or `validation` for none.
inline KeyMember<ResultKeys> threshold_or_validation(std::optional<double> ResultKeys::*member) {
  return {[=](ResultKeys& keys, const std::string& name, const std::string& text) {
            keys.*member = {};
            if (text == "validation") return;
            const auto number = parse_number(text);
            require(number && *number > 0 && *number < 1, name, "`" + text + "` is not a threshold",
                    "give a number between 0 and 1, or validation");
            keys.*member = number;
          },
          {"validation"}};
}

template <class Keys>
KeyMember<Keys> duration(std::optional<double> Keys::*member) {
  return {[=](Keys& keys, const std::string& name, const std::string& text) {
    keys.*member = duration_s(name, text);
  }};
}

}  // namespace emsurvey::key_members
