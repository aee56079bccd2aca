#include "report/figure_script.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/number.h"

namespace emsurvey {
namespace {

/// Larger numbers (such as seeds) are names rather than quantities.
constexpr double largest_abscissa = 1e9;

/// Returns the last column of the index, except run and sample, if it is an axis of integers.
std::optional<std::string> integer_axis(const ScoreRows& rows) {
  std::vector<std::string> columns = rows.index.columns;
  std::erase_if(columns, [](const std::string& column) { return column == "run" || column == "sample"; });
  if (columns.empty() || columns.back() == "classic_loss") return std::nullopt;
  const auto is_integer = [&](const RunEvaluation& run) {
    const auto value = parse_integer(index_cell(run, columns.back()));
    return value && std::abs(static_cast<double>(*value)) <= largest_abscissa;
  };
  if (!std::all_of(rows.runs.begin(), rows.runs.end(), is_integer)) return std::nullopt;
  return columns.back();
}

}  // namespace

std::string figure_script(const ScoreRows& rows) {
  const auto column = column_position(rows, "F_score");
  const auto has_score = [&](const ScoreRow& row) { return std::isfinite(row.cells[*column].value); };
  if (!column || std::none_of(rows.rows.begin(), rows.rows.end(), has_score)) return {};
  const auto x = integer_axis(rows);
  return x ? point_figure(rows, *x) : bar_figure(rows);
}

}  // namespace emsurvey
