// Writes text cells that no reader takes for floating-point numbers, missing values or formulas.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace emsurvey {

/// Returns the cells of the column `name` in a form that pandas reads as integers or text but never as
/// floats, since users' scripts take every column of floats for a score. A value that looks like a float, a
/// missing value (0.0002, 1e-4, nan, None, empty) or a spreadsheet formula is written as `name=value`. So is
/// an integer in a column with gaps, which pandas would convert to float. A gap (std::nullopt) becomes an
/// empty cell.
std::vector<std::string> text_column(const std::string& name,
                                     const std::vector<std::optional<std::string>>& values);

/// Returns `text` as a cell of the column `name`: `name=text` if a spreadsheet would take it for a formula,
/// and `text` otherwise.
std::string harmless_cell(const std::string& name, const std::string& text);

}  // namespace emsurvey
