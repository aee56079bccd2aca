// CSV files (RFC 4180): tables of text cells with a header line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emsurvey {

/// A header line and rows with the same number of cells.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  /// Returns the position of the column `name`, if it exists.
  std::optional<std::size_t> find_column(std::string_view name) const;
  bool operator==(const CsvTable&) const = default;
};

/// Parses CSV text. Cells are separated by commas; a quoted cell may contain line breaks, and `""` for a
/// quote; lines end with \n or \r\n; a byte-order mark and blank lines are skipped. Throws InputError that
/// names `subject` (the file) and the line if there is no header, the header repeats a name, a quote is
/// malformed, or a row differs from the header in its number of cells. `lines` receives the number of the
/// line, from 1, in which each row begins.
CsvTable parse_csv(std::string_view text, const std::string& subject,
                   std::vector<std::size_t>* lines = nullptr);

/// Whether spreadsheets interpret a cell with this beginning as a formula, unless it is a number.
bool begins_formula(std::string_view cell);

/// Returns the table as CSV text with \n at line ends and quotes only where they are required.
std::string format_csv(const CsvTable& table);

}  // namespace emsurvey
