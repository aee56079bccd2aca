// Conversion of numbers to text, as Python's repr writes them, and strict parsing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emsurvey {

/// Returns the shortest text that reads back as `value`, exactly as Python's repr writes it. The text always
/// has a decimal point or an exponent (`0.0`, `1.0`, `1e-05`) and uses scientific notation below 1e-4 and
/// from 1e16 on; otherwise it is `nan`, `inf` or `-inf`.
std::string python_repr(double value);

/// Formats a CSV cell: python_repr(value), or an empty string if `value` is not finite.
std::string number_cell(double value);

/// Parses all of `text` as a decimal number (`1`, `-0.5`, `2e-09`, `nan`, `inf`). Returns std::nullopt for
/// any other text, including blanks, a leading `+` and numbers outside the range of double.
std::optional<double> parse_number(std::string_view text);

/// Parses all of `text` as a decimal integer. Returns std::nullopt for any other text.
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace emsurvey
