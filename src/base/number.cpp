#include "base/number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <system_error>

namespace emsurvey {
namespace {

template <class T>
std::optional<T> parse_whole(std::string_view text) {
  T value{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace

std::string python_repr(double value) {
  if (std::isnan(value)) return "nan";  // std::to_chars would write the sign of a NaN.
  std::array<char, 32> buffer;
  char* const begin = buffer.data();
  char* const limit = begin + buffer.size();
  std::string text(begin, std::to_chars(begin, limit, value, std::chars_format::scientific).ptr);
  const std::size_t mark = text.find('e');
  if (mark == std::string::npos) return text;  // Infinity has no exponent.

  const int exponent = std::stoi(text.substr(mark + 1));
  if (exponent < -4 || exponent >= 16) return text;
  text = std::string(begin, std::to_chars(begin, limit, value, std::chars_format::fixed).ptr);
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string number_cell(double value) {
  return std::isfinite(value) ? python_repr(value) : std::string();
}

std::optional<double> parse_number(std::string_view text) {
  // std::from_chars also accepts `nan(payload)`.
  if (!text.empty() && text.back() == ')') return std::nullopt;
  return parse_whole<double>(text);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  return parse_whole<std::int64_t>(text);
}

}  // namespace emsurvey
