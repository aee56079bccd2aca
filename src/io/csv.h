// CSV files (RFC 4180): tables of text cells with a header line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emsurvey {

/// A header and rows of as many cells each.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  /// The position of the column `name`, if there is one.
  std::optional<std::size_t> find_column(std::string_view name) const;
  bool operator==(const CsvTable&) const = default;
};

/// Reads `text`: cells between commas, quoted ones with `""` for a quote and line breaks as they are; lines
/// end with \n or \r\n; a byte-order mark and blank lines are skipped. Throws InputError naming `subject`
/// (the file) and the line where a quote is broken, a row has another number of cells than the header, or
/// where there is no header or a name stands in it twice.
CsvTable parse_csv(std::string_view text, const std::string& subject);

/// Whether spreadsheets take a cell that begins so for a formula, unless it is a number.
bool begins_formula(std::string_view cell);

/// The table as text, cells quoted only where they must be, lines ended with \n.
std::string format_csv(const CsvTable& table);

}  // namespace emsurvey
