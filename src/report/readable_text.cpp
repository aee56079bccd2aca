#include "report/readable_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/utf8.h"
#include "base/visible_text.h"

namespace emsurvey {

std::string fixed_number(double value, int digits) {
  if (!std::isfinite(value)) return {};
  std::string text = fmt::format("{:.{}f}", value, digits);
  const bool is_zero = text.find_first_of("123456789") == std::string::npos;
  if (is_zero && text.front() == '-') text.erase(0, 1);
  return text;
}

std::string signed_number(double value) {
  const std::string text = fixed_number(value);
  const bool is_positive = text.find_first_of("123456789") != std::string::npos && text.front() != '-';
  return is_positive ? "+" + text : text;
}

std::string mean_and_deviation(const Moments& moments) {
  const std::string mean = fixed_number(moments.mean), deviation = fixed_number(moments.sd);
  return deviation.empty() ? mean : mean + " (" + deviation + ")";
}

std::size_t text_length(const std::string& text) {
  std::size_t length = 0;
  for (const char c : text) length += !is_continuation(c);
  return length;
}

std::string shortened(const std::string& text, std::size_t characters) {
  if (text_length(text) <= characters) return text;
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end) {
    seen += !is_continuation(text[end]);
    if (seen == characters) break;  // The last character is the ellipsis.
  }
  return text.substr(0, end) + "…";
}

std::string aligned_text(CsvTable table) {
  for (std::string& name : table.header) name = visible(name);
  for (auto& row : table.rows)
    for (std::string& cell : row) cell = visible(cell);
  std::vector<std::size_t> widths;
  for (const std::string& name : table.header) widths.push_back(text_length(name));
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], text_length(row[i]));
  std::string text;
  const auto append = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
      line += (i > 0 ? "  " : "") + cells[i] + std::string(widths[i] - text_length(cells[i]), ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  };
  append(table.header);
  for (const auto& row : table.rows) append(row);
  return text;
}

}  // namespace emsurvey
