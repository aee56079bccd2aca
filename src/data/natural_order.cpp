#include "data/natural_order.h"

#include <cstddef>

namespace emsurvey {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Removes a run of digits, or else one character, from the front of `text` and returns it; digits are
/// returned without leading zeros.
std::string_view take_token(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && is_digit(text[end])) ++end;
  std::string_view token = text.substr(0, end == 0 ? 1 : end);
  text.remove_prefix(token.size());
  while (token.size() > 1 && token.front() == '0') token.remove_prefix(1);
  return token;
}

int compare(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const std::string_view token_a = take_token(a);
    const std::string_view token_b = take_token(b);
    const bool are_numbers = is_digit(token_a.front()) && is_digit(token_b.front());
    if (are_numbers && token_a.size() != token_b.size()) return token_a.size() < token_b.size() ? -1 : 1;
    if (const int order = token_a.compare(token_b); order != 0) return order;
  }
  return static_cast<int>(!a.empty()) - static_cast<int>(!b.empty());
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  const int order = compare(a, b);
  return order != 0 ? order < 0 : a < b;
}

std::string without_leading_zeros(std::string_view name) {
  std::string result;
  while (!name.empty()) {
    const std::size_t size = result.size();
    const bool is_fraction = size > 1 && result[size - 1] == '.' && is_digit(result[size - 2]);
    const std::string_view before = name;
    const std::string_view token = take_token(name);
    result += is_fraction ? before.substr(0, before.size() - name.size()) : token;
  }
  return result;
}

std::optional<NumberedName> numbered_name(const std::string& name) {
  constexpr std::size_t most_digits = 9;
  const std::size_t last = name.find_last_of("0123456789");
  if (last == std::string::npos) return std::nullopt;
  const std::size_t before = name.find_last_not_of("0123456789", last);
  const std::size_t first = before == std::string::npos ? 0 : before + 1;
  const std::string digits = without_leading_zeros(name.substr(first, last + 1 - first));
  if (digits.size() > most_digits) return std::nullopt;
  return NumberedName{name.substr(0, first), std::stoi(digits), name.substr(last + 1)};
}

}  // namespace emsurvey
