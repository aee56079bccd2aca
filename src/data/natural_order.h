// Natural order of file names: numbers are compared by value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace emsurvey {

/// Whether `a` precedes `b`. Runs of digits are compared by value ("2" < "10"), everything else by character.
/// Names that differ only in leading zeros are compared as strings, so that the order is the same on every
/// machine.
bool natural_less(std::string_view a, std::string_view b);

/// Returns `name` without the leading zeros of its numbers, except after a decimal point: equal for "7" and
/// "007", different for "1.5" and "1.05".
std::string without_leading_zeros(std::string_view name);

/// The last number in a name, and the text before and after it.
struct NumberedName {
  std::string before;
  int number = 0;
  std::string after;
};

/// Returns nothing if `name` has no number, or if its last number has more than 9 digits.
std::optional<NumberedName> numbered_name(const std::string& name);

}  // namespace emsurvey
