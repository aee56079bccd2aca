#include "tables/summary.h"

#include <utility>

#include "io/file.h"
#include "tables/long_table.h"
#include "tables/stats_table.h"
#include "tables/wide_table.h"

namespace emsurvey {

SummaryTables make_tables(const std::vector<RunFiles>& runs) {
  SummaryTables tables;
  std::vector<RunEvaluation> evaluations;
  for (const RunFiles& files : runs)
    if (auto run = parse_run(files, tables.problems)) evaluations.push_back(std::move(*run));
  tables.rows = collect_rows(std::move(evaluations), tables.problems);
  tables.long_csv = format_csv(long_table(tables.rows));
  tables.wide_csv = format_csv(wide_table(tables.rows));
  tables.averages_csv = format_csv(averages_table(tables.rows));
  tables.stats_csv = format_csv(stats_table(tables.rows));
  return tables;
}

void write_tables(const std::filesystem::path& survey, const SummaryTables& tables) {
  const std::filesystem::path folder = survey / "test";
  write_file(folder / "summary_long.csv", tables.long_csv);
  write_file(folder / "summary_wide.csv", tables.wide_csv);
  write_file(folder / "averages_wide.csv", tables.averages_csv);
  write_file(folder / "summary_stats.csv", tables.stats_csv);
}

}  // namespace emsurvey
