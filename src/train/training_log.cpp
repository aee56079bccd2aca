#include "train/training_log.h"

#include <deque>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <utility>

#include "base/number.h"
#include "io/csv.h"
#include "io/file.h"

namespace emsurvey {
namespace {

const std::string header = "step,loss,adversarial_loss,discriminator_loss,validation_loss,images_per_s\n";

/// Returns the complete rows of `text` up to `last_step`. A killed process may have left half a row at the
/// end.
std::string rows_up_to(const std::string& text, std::int64_t last_step) {
  std::string kept = header;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && !lines.eof()) {
    const auto step = parse_integer(line.substr(0, line.find(',')));
    if (step && *step <= last_step) kept += line + "\n";
  }
  return kept;
}

}  // namespace

TrainingLog::TrainingLog(std::filesystem::path path, std::int64_t steps_done) : path_(std::move(path)) {
  const std::string before = file_exists(path_) ? read_file(path_) : "";
  write_file(path_, rows_up_to(before, steps_done));
}

void TrainingLog::append(const LogRow& row) {
  std::string line = std::to_string(row.step);
  for (const double value : {row.losses.classic, row.losses.adversarial, row.losses.discriminator,
                             row.validation_loss, row.images_per_s}) {
    line += ',';
    line += number_cell(value);
  }
  append_to_file(path_, line + "\n");
}

void TrainingLog::flush() const {
  flush_file(path_);
}

std::vector<std::string> end_of_log(const std::filesystem::path& path, std::size_t count) {
  std::deque<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line) && !file.eof();) {
    lines.push_back(line);
    if (lines.size() > count + 1) lines.erase(lines.begin() + 1);
  }
  return {lines.begin(), lines.end()};
}

std::optional<LogRow> last_row(const std::filesystem::path& path) {
  if (!file_exists(path)) return {};
  const CsvTable table =
      parse_csv(rows_up_to(read_file(path), std::numeric_limits<std::int64_t>::max()), path.string());
  if (table.rows.empty()) return {};
  const auto number = [&](std::size_t column) {
    return parse_number(table.rows.back().at(column)).value_or(std::numeric_limits<double>::quiet_NaN());
  };
  return LogRow{parse_integer(table.rows.back().at(0)).value_or(0),
                {number(1), number(2), number(3)},
                number(4),
                number(5)};
}

}  // namespace emsurvey
