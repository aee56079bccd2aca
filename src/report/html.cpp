#include "report/html.h"

#include <string_view>

#include "base/visible_text.h"

namespace emsurvey {

std::string escaped_html(const std::string& text) {
  std::string escaped;
  for (const char c : visible_lines(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string relative_address(const std::string& path) {
  constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr char digits[] = "0123456789ABCDEF";
  std::string address;
  for (const char c : path) {
    if (kept.find(c) != std::string_view::npos) {
      address += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    address += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return address;
}

std::string html_element(const std::string& tag, const std::string& text) {
  return "<" + tag + ">" + escaped_html(text) + "</" + tag + ">";
}

std::string html_table(const CsvTable& table) {
  std::string html = "<table>\n<thead><tr>";
  for (const std::string& name : table.header) html += html_element("th", name);
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (const std::string& cell : row) html += html_element("td", cell);
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n";
}

}  // namespace emsurvey
