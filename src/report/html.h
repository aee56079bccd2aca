// Pieces of HTML.
#pragma once

#include <string>

#include "io/csv.h"

namespace emsurvey {

/// `text` for contents and quoted attributes, made visible.
std::string escaped_html(const std::string& text);

/// The address of a file beside or below the page: `path` with all but the unreserved characters of RFC 3986
/// and slashes percent-encoded, so that it can stand in an attribute as it is.
std::string relative_address(const std::string& path);

/// "<tag>text</tag>", the text escaped.
std::string html_element(const std::string& tag, const std::string& text);

/// The cells of `table` as they are.
std::string html_table(const CsvTable& table);

}  // namespace emsurvey
