#include "tables/stats_table.h"

#include <string>
#include <utility>
#include <vector>

#include "base/number.h"
#include "tables/moments.h"
#include "tables/run_groups.h"

namespace emsurvey {

CsvTable stats_table(const ScoreRows& rows) {
  const RunGroups groups = group_runs(rows);
  std::vector<std::size_t> columns = metric_positions(rows);
  const std::vector<std::size_t> counts = count_positions(rows);
  columns.insert(columns.end(), counts.begin(), counts.end());
  std::vector<GroupedValues> values;  // One for each column.
  for (const std::size_t column : columns) values.push_back(grouped_values(rows, groups, column));

  CsvTable table;
  table.header = groups.columns;
  for (const char* name : {"label", "metric", "n", "mean", "sd"}) table.header.emplace_back(name);
  for (std::size_t group = 0; group < groups.cells.size(); ++group) {
    for (std::size_t label = 0; label < rows.labels.size(); ++label) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const Moments moments = moments_of(values[c][group][label]);
        std::vector<std::string> cells = groups.cells[group];
        cells.insert(cells.end(),
                     {rows.labels[label], rows.columns[columns[c]].name, std::to_string(moments.n),
                      number_cell(moments.mean), number_cell(moments.sd)});
        table.rows.push_back(std::move(cells));
      }
    }
  }
  return table;
}

}  // namespace emsurvey
