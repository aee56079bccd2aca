// Numbers as text: written as Python's repr does, read strictly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emsurvey {

/// The shortest text that reads back as `value`, exactly as Python's repr writes it: always with a point or
/// an exponent
/// (`0.0`, `1.0`, `1e-05`), scientific below 1e-4 and from 1e16 on; `nan`, `inf`, `-inf`.
std::string python_repr(double value);

/// A CSV cell: python_repr, empty where `value` is not finite.
std::string number_cell(double value);

/// The double that all of `text` spells in decimal (`1`, `-0.5`, `2e-09`, `nan`, `inf`); nothing for anything
/// else, so also for blanks, a leading `+` and numbers out of a double's range.
std::optional<double> parse_number(std::string_view text);

/// The integer that all of `text` spells in decimal; nothing for anything else.
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace emsurvey
