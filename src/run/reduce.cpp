#include "run/reduce.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "base/error.h"
#include "base/number.h"
#include "io/csv.h"
#include "tables/summary.h"

namespace emsurvey {

Reduced reduce_survey(const SurveyFolder& folder, const Communicator& world) {
  std::vector<RunFiles> own;
  world.together([&] {
    const auto numbers = list_runs(folder.path());
    require(!numbers.empty(), folder.tests().string(), "holds no finished run", "run the survey first");
    for (std::size_t i = static_cast<std::size_t>(world.rank()); i < numbers.size();
         i += static_cast<std::size_t>(world.size())) {
      own.push_back(read_run_files(folder.path(), numbers[i]));
    }
  });
  std::vector<RunFiles> all;
  for (const auto& packed : world.gather(pack_runs(own))) {
    for (auto& run : unpack_runs(packed)) all.push_back(std::move(run));
  }
  Reduced reduced;
  world.together([&] {
    if (!world.is_root()) return;
    auto tables = make_tables(all);
    write_tables(folder.path(), tables);
    reduced = {std::move(tables.stats_csv), std::move(tables.problems)};
  });
  return reduced;
}

std::string f_score_overview(const std::string& stats_csv) {
  const CsvTable table = parse_csv(stats_csv, "summary_stats.csv");
  const auto label_column = *table.find_column("label"), metric_column = *table.find_column("metric");
  const auto mean_column = *table.find_column("mean"), sd_column = *table.find_column("sd");
  std::vector<std::string> groups, labels;
  std::map<std::pair<std::string, std::string>, std::string> cells;
  const auto note = [](std::vector<std::string>& seen, const std::string& name) {
    if (std::find(seen.begin(), seen.end(), name) == seen.end()) seen.push_back(name);
  };
  for (const auto& row : table.rows) {
    if (row[metric_column] != "F_score") continue;
    std::string group;
    for (std::size_t i = 0; i < label_column; ++i) group += (i > 0 ? " " : "") + row[i];
    note(groups, group);
    note(labels, row[label_column]);
    char cell[64] = "";
    const auto mean = parse_number(row[mean_column]), sd = parse_number(row[sd_column]);
    if (mean) std::snprintf(cell, sizeof cell, "%.3f", *mean);
    if (mean && sd) std::snprintf(cell, sizeof cell, "%.3f (%.3f)", *mean, *sd);
    cells[{group, row[label_column]}] = cell;
  }
  std::size_t width = 4;
  for (const auto& group : groups) width = std::max(width, group.size());
  const auto padded = [](const std::string& text, std::size_t size) {
    return text + std::string(size > text.size() ? size - text.size() : 0, ' ');
  };
  std::string text = padded("loss", width);
  for (const auto& label : labels) text += "  " + padded(label, 14);
  for (const auto& group : groups) {
    text += "\n" + padded(group, width);
    for (const auto& label : labels) text += "  " + padded(cells[{group, label}], 14);
  }
  return text + "\n";
}

}  // namespace emsurvey
