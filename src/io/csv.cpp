#include "io/csv.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/error.h"

namespace emsurvey {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[noreturn]] void fail(const std::string& subject, std::size_t line, const std::string& problem) {
  throw InputError(subject + ", line " + std::to_string(line), problem, "correct the file or make it again");
}

/// Reads the rows of a CSV text one after another.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& subject) : text_(text), subject_(subject) {
    if (text_.starts_with(byte_order_mark)) position_ = byte_order_mark.size();
  }

  /// Returns the line, from 1, where the last row began.
  std::size_t line() const { return row_line_; }

  /// Reads the next row; returns false at the end of the text.
  bool next_row(std::vector<std::string>& row) {
    while (skip_line_end()) {
    }
    row_line_ = line_;
    if (position_ == text_.size()) return false;
    row.clear();
    row.push_back(next_cell());
    while (position_ < text_.size() && text_[position_] == ',') {
      ++position_;
      row.push_back(next_cell());
    }
    skip_line_end();
    return true;
  }

 private:
  bool at_line_end() const {
    const std::string_view rest = text_.substr(position_);
    return rest.substr(0, 1) == "\n" || rest.substr(0, 2) == "\r\n";
  }

  bool skip_line_end() {
    if (!at_line_end()) return false;
    position_ += text_[position_] == '\r' ? 2 : 1;
    ++line_;
    return true;
  }

  std::string next_cell() {
    if (position_ < text_.size() && text_[position_] == '"') return quoted_cell();
    const std::size_t begin = position_;
    while (position_ < text_.size() && text_[position_] != ',' && !at_line_end()) {
      if (text_[position_] == '"')
        fail(subject_, line_, "has a quote inside a cell that does not begin with one");
      ++position_;
    }
    return std::string(text_.substr(begin, position_ - begin));
  }

  std::string quoted_cell() {
    const std::size_t opened_at = line_;
    std::string cell;
    for (++position_; position_ < text_.size(); ++position_) {
      const char c = text_[position_];
      if (c == '"') {
        ++position_;
        if (position_ == text_.size() || text_[position_] == ',' || at_line_end()) return cell;
        if (text_[position_] != '"') fail(subject_, line_, "has text after a closing quote");
      }
      if (c == '\n') ++line_;
      cell += c;
    }
    fail(subject_, opened_at, "has a quote that is never closed");
  }

  std::string_view text_;
  const std::string& subject_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
};

void append_row(std::string& text, const std::vector<std::string>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) text += ',';
    const std::string& cell = row[i];
    // These cells are quoted because readers skip blank lines (one empty cell) and byte-order marks.
    const bool is_skipped = (cell.empty() && row.size() == 1) || cell.starts_with(byte_order_mark);
    if (cell.find_first_of(",\"\r\n") == std::string::npos && !is_skipped) {
      text += cell;
      continue;
    }
    text += '"';
    for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
    text += '"';
  }
  text += '\n';
}

}  // namespace

std::optional<std::size_t> CsvTable::find_column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

CsvTable parse_csv(std::string_view text, const std::string& subject, std::vector<std::size_t>* lines) {
  CsvReader reader(text, subject);
  CsvTable table;
  if (!reader.next_row(table.header)) fail(subject, 1, "has no header line");
  std::set<std::string> names;
  for (const std::string& name : table.header)
    if (!names.insert(name).second) fail(subject, reader.line(), "has two columns '" + name + "'");

  std::vector<std::string> row;
  while (reader.next_row(row)) {
    if (row.size() != table.header.size())
      fail(subject, reader.line(),
           "has " + std::to_string(row.size()) + " cells where the header has " +
               std::to_string(table.header.size()));
    table.rows.push_back(std::move(row));
    if (lines != nullptr) lines->push_back(reader.line());
  }
  return table;
}

bool begins_formula(std::string_view cell) {
  // The last four are the full-width forms of the first four, as in Chinese and Japanese spreadsheets.
  static constexpr std::array<std::string_view, 11> beginnings{"=",  "+",  "-",  "@",  "\t", "\r",
                                                               "\n", "＝", "＋", "－", "＠"};
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return cell.starts_with(beginning); });
}

std::string format_csv(const CsvTable& table) {
  std::string text;
  append_row(text, table.header);
  for (const std::vector<std::string>& row : table.rows) append_row(text, row);
  return text;
}

}  // namespace emsurvey
