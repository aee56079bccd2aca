// File names as people order them: numbers by their value.
#pragma once

#include <string>
#include <string_view>

namespace emsurvey {

/// Whether `a` comes before `b`: runs of digits compare by value ("2" < "10"), all else by character; names
/// that differ only in leading zeros compare as texts, so that the order is the same on every machine.
bool natural_less(std::string_view a, std::string_view b);

/// `name` without the leading zeros of its numbers, but those after a decimal point: equal for "7" and "007",
/// not for "1.5" and "1.05".
std::string without_leading_zeros(std::string_view name);

}  // namespace emsurvey
