#include "train/validation_log.h"

#include <limits>
#include <utility>

#include "base/mean.h"
#include "base/number.h"

namespace emsurvey {
namespace {

const std::vector<std::string> columns{"step", "label", "F_score", "semantic_Jaccard", "threshold"};

std::string header() {
  std::string text = format_csv({columns, {}});
  text.pop_back();
  return text;
}

/// The number of rows at the beginning of `rows` that have the same step.
std::size_t size_of_step(std::span<const ValidationRow> rows) {
  std::size_t size = 0;
  while (size < rows.size() && rows[size].step == rows.front().step) ++size;
  return size;
}

}  // namespace

double validation_score(std::span<const ValidationRow> labels) {
  std::vector<double> scores;
  for (const ValidationRow& row : labels) scores.push_back(row.f_score);
  return mean_of_finite(scores);
}

ValidationLog::ValidationLog(std::filesystem::path path, std::int64_t steps_done)
    : table_(std::move(path), header(), steps_done) {}

void ValidationLog::append(std::span<const ValidationRow> rows) const {
  CsvTable table{columns, {}};
  for (const ValidationRow& row : rows)
    table.rows.push_back({std::to_string(row.step), row.label, number_cell(row.f_score),
                          number_cell(row.semantic_jaccard), number_cell(row.threshold)});
  table_.append(format_csv(table).substr(header().size() + 1));
}

std::vector<ValidationRow> read_validations(const std::filesystem::path& path) {
  std::vector<ValidationRow> rows;
  for (const auto& cells : read_step_table(path, header()).rows) {
    const auto number = [&](std::size_t column) {
      return parse_number(cells.at(column)).value_or(std::numeric_limits<double>::quiet_NaN());
    };
    rows.push_back({parse_integer(cells.at(0)).value_or(0), cells.at(1), number(2), number(3), number(4)});
  }
  return rows;
}

std::span<const ValidationRow> last_validation(std::span<const ValidationRow> rows) {
  while (!rows.empty() && rows.front().step != rows.back().step) rows = rows.subspan(size_of_step(rows));
  return rows;
}

std::optional<KeptStep> best_step(std::span<const ValidationRow> rows) {
  std::optional<KeptStep> best;
  while (!rows.empty()) {
    const auto of_step = rows.first(size_of_step(rows));
    const double score = validation_score(of_step);
    if (is_better(score, best)) best = {of_step.front().step, score};
    rows = rows.subspan(of_step.size());
  }
  return best;
}

}  // namespace emsurvey
