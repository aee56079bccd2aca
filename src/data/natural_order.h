// File names as people order them: numbers by their value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace emsurvey {

/// Whether `a` comes before `b`: runs of digits compare by value ("2" < "10"), all else by character; names
/// that differ only in leading zeros compare as texts, so that the order is the same on every machine.
bool natural_less(std::string_view a, std::string_view b);

/// `name` without the leading zeros of its numbers, but those after a decimal point: equal for "7" and "007",
/// not for "1.5" and "1.05".
std::string without_leading_zeros(std::string_view name);

/// The last number of a name, and the text before and after it.
struct NumberedName {
  std::string before;
  int number = 0;
  std::string after;
};

/// Nothing where `name` has no number, or a last one of more than 9 digits.
std::optional<NumberedName> numbered_name(const std::string& name);

}  // namespace emsurvey
