// Pieces of HTML.
#pragma once

#include <string>

#include "io/csv.h"

namespace emsurvey {

/// `text` for contents and quoted attributes.
std::string escaped_html(const std::string& text);

/// "<tag>text</tag>", the text escaped.
std::string html_element(const std::string& tag, const std::string& text);

/// The cells of `table` as they are.
std::string html_table(const CsvTable& table);

}  // namespace emsurvey
