#include "tables/run_groups.h"

#include <algorithm>
#include <cmath>

namespace emsurvey {

RunGroups group_runs(const ScoreRows& rows) {
  RunGroups groups;
  groups.columns = {"classic_loss"};
  if (!rows.runs.empty())
    for (const auto& axis : rows.runs.front().axes) groups.columns.push_back(axis.first);
  for (const RunEvaluation& run : rows.runs) {
    std::vector<std::string> cells{run.loss};
    for (const auto& axis : run.axes) cells.push_back(axis.second);
    const auto found = std::find(groups.cells.begin(), groups.cells.end(), cells);
    groups.of_run.push_back(static_cast<std::size_t>(found - groups.cells.begin()));
    if (found == groups.cells.end()) groups.cells.push_back(std::move(cells));
  }
  return groups;
}

GroupedValues grouped_values(const ScoreRows& rows, const RunGroups& groups, std::size_t column) {
  GroupedValues values(groups.cells.size(), std::vector<std::vector<double>>(rows.labels.size()));
  for (const ScoreRow& row : rows.rows) {
    const auto label = std::find(rows.labels.begin(), rows.labels.end(), row.label) - rows.labels.begin();
    const double value = row.cells[column].value;
    if (std::isfinite(value))
      values[groups.of_run[row.run]][static_cast<std::size_t>(label)].push_back(value);
  }
  return values;
}

}  // namespace emsurvey
