#include "train/training_log.h"

#include <deque>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <utility>

#include "base/number.h"

namespace emsurvey {
namespace {

const std::string header =
    "step,loss,adversarial_loss,discriminator_loss,validation_loss,images_per_s,peak_memory_mib";

}  // namespace

TrainingLog::TrainingLog(std::filesystem::path path, std::int64_t steps_done)
    : table_(std::move(path), header, steps_done) {}

void TrainingLog::append(const LogRow& row) {
  std::string line = std::to_string(row.step);
  for (const double value : {row.losses.classic, row.losses.adversarial, row.losses.discriminator,
                             row.validation_loss, row.images_per_s, row.peak_memory_mib}) {
    line += ',';
    line += number_cell(value);
  }
  table_.append(line + "\n");
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

std::vector<LogRow> read_log(const std::filesystem::path& path) {
  std::vector<LogRow> rows;
  for (const auto& cells : read_step_table(path, header).rows) {
    const auto number = [&](std::size_t column) {
      return parse_number(cells.at(column)).value_or(std::numeric_limits<double>::quiet_NaN());
    };
    const TrainingLosses losses{number(1), number(2), number(3)};
    rows.push_back({parse_integer(cells.at(0)).value_or(0), losses, number(4), number(5), number(6)});
  }
  return rows;
}

std::optional<LogRow> last_row(const std::filesystem::path& path) {
  const auto rows = read_log(path);
  return rows.empty() ? std::nullopt : std::optional(rows.back());
}

}  // namespace emsurvey
