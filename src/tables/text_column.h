// Words that no reader takes for floating-point numbers, missing values or formulas.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace emsurvey {

/// The cells of the column `name`, as text that pandas reads as integers or as text but never as floats,
/// since users' scripts take every column of floats for a score. A value that looks like a float, like a
/// missing value (0.0002, 1e-4, nan, None, nothing) or like a formula of spreadsheets is written
/// `name=value`, and so is an integer in a column with gaps, which pandas would widen. A gap (std::nullopt)
/// is an empty cell.
std::vector<std::string> text_column(const std::string& name,
                                     const std::vector<std::optional<std::string>>& values);

/// `text` as a cell of the column `name`: `name=text` where a spreadsheet would take it for a formula.
std::string harmless_cell(const std::string& name, const std::string& text);

}  // namespace emsurvey
