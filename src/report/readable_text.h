// Numbers, names and tables as people read them.
#pragma once

#include <cstddef>
#include <string>

#include "io/csv.h"
#include "tables/moments.h"

namespace emsurvey {

/// "0.933"; empty where it is not a number.
std::string fixed_number(double value, int digits = 3);

/// "+0.012", "-0.300", "0.000".
std::string signed_number(double value);

/// "0.933 (0.021)"; without SD "0.933"; without values empty.
std::string mean_and_deviation(const Moments& moments);

/// `text` cut to a number of characters, so that one long name does not fill the figure.
std::string shortened(const std::string& text, std::size_t characters);

/// Characters, not bytes, of a UTF-8 text.
std::size_t text_length(const std::string& text);

/// Columns two blanks apart, as wide as their widest cells, which are made visible; a line a row.
std::string aligned_text(CsvTable table);

}  // namespace emsurvey
