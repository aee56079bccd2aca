#include "report/html.h"

#include <openssl/evp.h>

#include <string_view>

#include "base/number.h"
#include "base/visible_text.h"

namespace emsurvey {
namespace {

/// Accepts "0.812", "+0.012", "12" and "".
bool is_number_or_empty(const std::string& cell) {
  const bool has_plus = cell.starts_with("+");
  return cell.empty() || parse_number(std::string_view(cell).substr(has_plus)).has_value();
}

}  // namespace

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

std::string html_link(const std::string& address, const std::string& text) {
  return "<a href=\"" + address + "\">" + escaped_html(text) + "</a>";
}

std::string html_paragraph(const std::string& text) {
  return html_element("p", text) + "\n";
}

std::string html_list(const std::vector<std::string>& items) {
  if (items.empty()) return {};
  std::string html = "<ul>\n";
  for (const std::string& item : items) html += html_element("li", item) + "\n";
  return html + "</ul>\n";
}

std::string html_section(const std::string& id, const std::string& heading, const std::string& contents) {
  if (contents.empty()) return {};
  return "<section id=\"" + id + "\">\n" + html_element("h2", heading) + "\n" + contents + "</section>\n";
}

std::string html_table_frame(const std::string& rows) {
  return "<div class=\"wide\"><table>\n" + rows + "</table></div>\n";
}

std::string html_table(const CsvTable& table) {
  std::vector<bool> is_number(table.header.size(), !table.rows.empty());
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) is_number[i] = is_number[i] && is_number_or_empty(row[i]);
  const auto cell = [&](const char* tag, std::size_t column, const std::string& text) {
    return std::string("<") + tag + (is_number[column] ? " class=\"n\">" : ">") + escaped_html(text) + "</" +
           tag + ">";
  };
  std::string html = "<thead><tr>";
  for (std::size_t i = 0; i < table.header.size(); ++i) html += cell("th", i, table.header[i]);
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) html += cell("td", i, row[i]);
    html += "</tr>\n";
  }
  return html_table_frame(html + "</tbody>\n");
}

std::string png_address(const std::string& png) {
  std::string base64(4 * ((png.size() + 2) / 3) + 1, '\0');  // With the null that OpenSSL adds.
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                  reinterpret_cast<const unsigned char*>(png.data()), static_cast<int>(png.size()));
  base64.pop_back();
  return "data:image/png;base64," + base64;
}

}  // namespace emsurvey
