// HTML fragments.
#pragma once

#include <string>

#include "io/csv.h"

namespace emsurvey {

/// Returns `text`, made visible and escaped for element contents and quoted attributes.
std::string escaped_html(const std::string& text);

/// Returns the relative URL of a file beside or below the page: `path` with every character percent-encoded
/// except slashes and the unreserved characters of RFC 3986. It needs no further escaping in an attribute.
std::string relative_address(const std::string& path);

/// Returns "<tag>text</tag>" with `text` escaped.
std::string html_element(const std::string& tag, const std::string& text);

/// Returns `table` as an HTML table with escaped cells.
std::string html_table(const CsvTable& table);

}  // namespace emsurvey
