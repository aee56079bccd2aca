#include "survey/setting_value.h"

#include <charconv>
#include <cmath>
#include <regex>
#include <sstream>

#include "base/error.h"
#include "base/number.h"

namespace emsurvey {
namespace {

template <class Number>
Number parse(const std::string& key, const std::string& text, Number low, Number high, const char* kind) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  const bool is_number = result.ec == std::errc() && result.ptr == end && !text.empty();
  if (is_number && value >= low && value <= high) return value;
  std::ostringstream bounds;
  bounds << kind << " from " << low << " to " << high;
  throw InputError(key, "`" + text + "` is not a " + bounds.str(), "give a number in this range");
}

/// Whole numbers are converted as integers, since double cannot distinguish large ones.
std::string meaning_of_part(std::string_view text) {
  if (const auto whole = parse_integer(text)) return std::to_string(*whole);
  const auto number = parse_number(text);
  if (!number || !std::isfinite(*number)) return std::string(text);
  constexpr double exact = 1e15;
  const bool is_whole = std::abs(*number) < exact && *number == std::floor(*number);
  return is_whole ? std::to_string(static_cast<std::int64_t>(*number)) : python_repr(*number);
}

}  // namespace

std::int64_t whole_number(const std::string& key, const std::string& text, std::int64_t low,
                          std::int64_t high) {
  return parse(key, text, low, high, "whole number");
}

double real_number(const std::string& key, const std::string& text, double low, double high) {
  return parse(key, text, low, high, "number");
}

double duration_s(const std::string& key, const std::string& text) {
  static const std::regex clock("(?:(?:([0-9]{1,5})-)?([0-9]{1,5}):)?([0-9]{1,5}):([0-9]{2})");
  static const std::regex seconds("[0-9]{1,9}(?:\\.[0-9]+)?");
  std::smatch parts;
  const bool is_clock = std::regex_match(text, parts, clock);
  require(is_clock || std::regex_match(text, seconds), key, "`" + text + "` is not a duration",
          "write seconds or [D-]HH:MM:SS");
  if (!is_clock) return std::stod(text);
  const auto number = [&](std::size_t part) {
    return parts[part].matched ? std::stod(parts[part].str()) : 0;
  };
  // The largest unit may be any number: 90:00 is an hour and a half.
  const bool fits =
      (!parts[1].matched || number(2) < 24) && (!parts[2].matched || number(3) < 60) && number(4) < 60;
  require(fits, key, "`" + text + "` has more than 23 hours, 59 minutes or 59 seconds after a larger unit",
          "write seconds or [D-]HH:MM:SS");
  return ((number(1) * 24 + number(2)) * 60 + number(3)) * 60 + number(4);
}

std::string meaning_of(const std::string& text) {
  const std::size_t parted = text.find_first_of(":/");
  if (parted == std::string::npos) return meaning_of_part(text);
  return meaning_of_part(text.substr(0, parted)) + text[parted] + meaning_of(text.substr(parted + 1));
}

}  // namespace emsurvey
