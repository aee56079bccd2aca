// Numbers, names and tables for human readers.
#pragma once

#include <cstddef>
#include <string>

#include "io/csv.h"
#include "tables/moments.h"

namespace emsurvey {

/// Formats, for example, "0.933". Returns an empty string if `value` is not finite.
std::string fixed_number(double value, int digits = 3);

/// Formats, for example, "+0.012", "-0.300" or "0.000".
std::string signed_number(double value);

/// Formats "0.933 (0.021)", "0.933" if there is no standard deviation, or an empty string if there are no
/// values.
std::string mean_and_deviation(const Moments& moments);

/// Shortens `text` to the given number of characters, so that a long name does not fill the figure.
std::string shortened(const std::string& text, std::size_t characters);

/// Returns the number of characters, not bytes, of UTF-8 text.
std::size_t text_length(const std::string& text);

/// Formats a table with one line for each row and columns aligned two blanks apart. Cells are made visible.
std::string aligned_text(CsvTable table);

}  // namespace emsurvey
