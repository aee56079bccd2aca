#include "tables/text_column.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <system_error>

#include "base/number.h"
#include "io/csv.h"

namespace emsurvey {
namespace {

/// Returns whether pandas reads `text` as a missing value. pandas reads a column with nothing else as floats.
bool is_missing_word(std::string_view text) {
  static constexpr std::array<std::string_view, 18> words{
      "",        "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND",
      "1.#QNAN", "<NA>", "N/A",      "NA",  "NULL",    "NaN",      "None", "n/a",  "null"};
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// Returns whether `text` is a number or NaN, also with surrounding blanks or a sign, or beyond the range of
/// double.
bool is_number(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return true;  // Blank cells are missing values.
  text = text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
  if (text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error != std::errc::invalid_argument && stop == end;
}

}  // namespace

std::vector<std::string> text_column(const std::string& name,
                                     const std::vector<std::optional<std::string>>& values) {
  const bool has_gaps = std::any_of(values.begin(), values.end(), [](const auto& value) { return !value; });
  std::vector<std::string> cells;
  for (const std::optional<std::string>& value : values) {
    if (!value) {
      cells.emplace_back();
      continue;
    }
    const bool is_plain_integer = parse_integer(*value).has_value() && !has_gaps;
    const bool reads_as_float = !is_plain_integer && (is_missing_word(*value) || is_number(*value));
    cells.push_back(reads_as_float ? name + "=" + *value : harmless_cell(name, *value));
  }
  return cells;
}

std::string harmless_cell(const std::string& name, const std::string& text) {
  return begins_formula(text) && !is_number(text) ? name + "=" + text : text;
}

}  // namespace emsurvey
