#include "train/step_table.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <sstream>
#include <utility>

#include "base/number.h"
#include "io/file.h"
#include "train/log_flush.h"

namespace emsurvey {
namespace {

/// Returns the empty cells for the columns at the end of `header` that `former`, the header of an earlier
/// version, lacks.
std::string cells_lacking_in(const std::string& former, const std::string& header) {
  if (!header.starts_with(former + ",")) return "";
  return std::string(static_cast<std::size_t>(std::count(
                         header.begin() + static_cast<std::ptrdiff_t>(former.size()), header.end(), ',')),
                     ',');
}

/// Returns `header` and the complete rows of `text` up to `last_step`.
std::string rows_up_to(const std::string& text, const std::string& header, std::int64_t last_step) {
  std::string kept = header + "\n";
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  const std::string lacking = cells_lacking_in(line, header);
  while (std::getline(lines, line) && !lines.eof()) {
    const auto step = parse_integer(line.substr(0, line.find(',')));
    if (step && *step <= last_step) kept += line + lacking + "\n";
  }
  return kept;
}

}  // namespace

StepTable::StepTable(std::filesystem::path path, const std::string& header, std::int64_t steps_done)
    : path_(std::move(path)) {
  const std::string before = file_exists(path_) ? read_file(path_) : "";
  write_file(path_, rows_up_to(before, header, steps_done), flush_of_log(steps_done));
}

void StepTable::append(const std::string& lines) const {
  append_to_file(path_, lines);
}

void StepTable::flush() const {
  flush_file(path_);
}

CsvTable read_step_table(const std::filesystem::path& path, const std::string& header) {
  const std::string text = file_exists(path) ? read_file(path) : "";
  return parse_csv(rows_up_to(text, header, std::numeric_limits<std::int64_t>::max()), path.string());
}

}  // namespace emsurvey
