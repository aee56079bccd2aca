// HTML fragments.
#pragma once

#include <string>
#include <vector>

#include "io/csv.h"

namespace emsurvey {

/// Returns `text`, made visible and escaped for element contents and quoted attributes.
std::string escaped_html(const std::string& text);

/// Returns the relative URL of a file beside or below the page: `path` with every character percent-encoded
/// except slashes and the unreserved characters of RFC 3986. It needs no further escaping in an attribute.
std::string relative_address(const std::string& path);

/// Returns "<tag>text</tag>" with `text` escaped.
std::string html_element(const std::string& tag, const std::string& text);

/// Returns a link with `text` escaped. `address` is a result of relative_address() or "#" and an identifier.
std::string html_link(const std::string& address, const std::string& text);

/// Returns a paragraph with `text` escaped.
std::string html_paragraph(const std::string& text);

/// Returns a list with escaped items; empty without items.
std::string html_list(const std::vector<std::string>& items);

/// Returns a section with a heading that can be linked as "#<id>"; empty if `contents` (HTML) is.
std::string html_section(const std::string& id, const std::string& heading, const std::string& contents);

/// Returns `table` as an HTML table with escaped cells, in a box that scrolls if the page is too narrow.
/// Columns whose cells are numbers or empty are aligned to the right.
std::string html_table(const CsvTable& table);

/// Puts the rows of a table, as HTML, into such a box.
std::string html_table_frame(const std::string& rows);

/// Returns "data:image/png;base64,..." for the bytes of a PNG file.
std::string png_address(const std::string& png);

}  // namespace emsurvey
