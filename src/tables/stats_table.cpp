#include "tables/stats_table.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/number.h"

namespace emsurvey {
namespace {

/// Loss and axes of a run, as cells.
std::vector<std::string> settings(const RunEvaluation& run) {
  std::vector<std::string> cells{run.loss};
  for (const auto& axis : run.axes) cells.push_back(axis.second);
  return cells;
}

/// The position of `group` in `groups`, where it is added when it is new.
std::size_t position_of(std::vector<std::string> group, std::vector<std::vector<std::string>>& groups) {
  const auto found = std::find(groups.begin(), groups.end(), group);
  const auto position = static_cast<std::size_t>(found - groups.begin());
  if (found == groups.end()) groups.push_back(std::move(group));
  return position;
}

long double mean_of(const std::vector<double>& values) {
  long double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<long double>(values.size());
}

std::string mean_cell(const std::vector<double>& values) {
  return values.empty() ? "" : number_cell(static_cast<double>(mean_of(values)));
}

std::string deviation_cell(const std::vector<double>& values) {
  if (values.size() < 2) return "";
  const long double mean = mean_of(values);
  long double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return number_cell(static_cast<double>(std::sqrt(squares / static_cast<long double>(values.size() - 1))));
}

}  // namespace

CsvTable stats_table(const ScoreRows& rows) {
  CsvTable table;
  table.header = {"classic_loss"};
  if (!rows.runs.empty())
    for (const auto& axis : rows.runs.front().axes) table.header.push_back(axis.first);
  for (const char* name : {"label", "metric", "n", "mean", "sd"}) table.header.emplace_back(name);

  std::vector<std::vector<std::string>> groups;
  std::vector<std::size_t> group_of_run;
  for (const RunEvaluation& run : rows.runs) group_of_run.push_back(position_of(settings(run), groups));

  const std::vector<std::size_t> metrics = metric_positions(rows);
  std::vector<std::vector<double>> values(groups.size() * rows.labels.size() * metrics.size());
  for (const ScoreRow& row : rows.rows) {
    const auto label = static_cast<std::size_t>(std::find(rows.labels.begin(), rows.labels.end(), row.label) -
                                                rows.labels.begin());
    const std::size_t first = (group_of_run[row.run] * rows.labels.size() + label) * metrics.size();
    for (std::size_t m = 0; m < metrics.size(); ++m) {
      const double value = row.cells[metrics[m]].value;
      if (std::isfinite(value)) values[first + m].push_back(value);
    }
  }

  auto next = values.begin();
  for (const std::vector<std::string>& group : groups) {
    for (const std::string& label : rows.labels) {
      for (const std::size_t metric : metrics) {
        std::vector<std::string> cells = group;
        cells.insert(cells.end(), {label, rows.columns[metric].name, std::to_string(next->size()),
                                   mean_cell(*next), deviation_cell(*next)});
        table.rows.push_back(std::move(cells));
        ++next;
      }
    }
  }
  return table;
}

}  // namespace emsurvey
